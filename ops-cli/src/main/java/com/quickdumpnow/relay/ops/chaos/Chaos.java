package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.local.StandIns;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Runs the packaged relay in processes of its own against the stand-ins in this one, does to it
 * what a {@link Plan} says, and compares what the API accepted, what the carriers accepted and what
 * {@code maintenance.json} says. One run at a time.
 */
public final class Chaos {
  /** A text's time in a network, so that receipts do not come at once. */
  private static final Duration PACE = Duration.ofMillis(150);

  private Chaos() {}

  /**
   * Runs it to its end. When something is broken the run's folder stays, with the programs' logs
   * and the document, and the report names it.
   *
   * @param progress is told how far it is, every few seconds
   */
  public static Report run(Plan plan, Consumer<String> progress) throws InterruptedException {
    MaintenanceDocument first =
        plan.scenario() == Scenario.BURST
            ? AwaitedReceipts.document(plan.receipts() / Burst.RECEIPTS_OF_A_TEXT)
            : MaintenanceDocument.EMPTY;
    try (StandIns world = StandIns.start(WorldSettings.forTests().withPace(PACE), first)) {
      Runtime.getRuntime().addShutdownHook(new Thread(world::close, "close-world"));
      Report report = run(plan, world, progress);
      if (report.holds()) {
        return report;
      }
      world.keepFolder();
      List<String> broken = new ArrayList<>(report.broken());
      broken.add("the logs, the texts and the document are in " + world.folder());
      return new Report(report.lines(), broken);
    }
  }

  private static Report run(Plan plan, StandIns world, Consumer<String> progress)
      throws InterruptedException {
    Random random = new Random(plan.seed());
    return switch (plan.scenario()) {
      case KILL -> {
        try (Killer killer = new Killer(world, plan.kills(), plan.notifications())) {
          yield new LoadRun(plan, world, killer, random, progress).run();
        }
      }
      case SIGTERM -> {
        try (Terminator terminator = new Terminator(world, plan.kills(), plan.notifications())) {
          yield new LoadRun(plan, world, terminator, random, progress).run();
        }
      }
      case BURST -> new Burst(world, plan, random, progress).run();
    };
  }
}
