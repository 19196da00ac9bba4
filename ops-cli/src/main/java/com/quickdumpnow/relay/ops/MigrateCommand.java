package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.ops.migration.Migration;
import com.quickdumpnow.relay.ops.migration.Migration.Outcome;
import com.quickdumpnow.relay.ops.migration.Watcher;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Home.Parts;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.place.StorePlace.OpenBoth;
import com.quickdumpnow.relay.time.Clockwork;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qdn migrate}. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Moves the store of a relay that runs: maintenance.json into a DynamoDB table, or back. First"
          + " shows what there is, and asks. Programs go on while all is copied; then changes wait,"
          + " for seconds, while what has changed is copied and everything is compared; then"
          + " programs follow by themselves. On any difference nothing is moved.",
      "",
      "Every program, and this one, has to know both places before: QDN_BUCKET, QDN_TABLE, and"
          + " QDN_MOVING_FROM=bucket or table for where the store is at first. docs/operations.md"
          + " says what to do in which order.",
      "",
      "Stopped at any point it does no harm: run it again, and it goes on. Or give it up with"
          + " --abandon."
    },
    footer = {"", "Example: qdn migrate --to table --dry-run", DeploymentOptions.EXIT_CODES})
final class MigrateCommand implements Callable<Integer> {
  @Mixin private DeploymentOptions options;
  @Mixin private Confirmation confirmation;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PLACE",
      description = "bucket or table: where the store is to be.")
  private StorePlace.Kind to;

  @Option(
      names = "--abandon",
      description = "Give up a move that was stopped; the store stays where it is.")
  private boolean abandon;

  @Option(
      names = "--take-over",
      description =
          "Do not wait until a run that was stopped has been silent for a minute. Whatever it still"
              + " tries comes to nothing.")
  private boolean takeOver;

  @Override
  public Integer call() {
    try (Deployment on = options.open();
        OpenBoth both = moving(on).both(Clockwork.system(), new SecureRandom(), on.waiting())) {
      Home target = to == StorePlace.Kind.TABLE ? both.table() : both.document();
      Home source = both.following().other(target);
      Report report = new Report();
      if (both.following().truth().equals(source)) {
        return abandon ? abandoned(source, target, report) : move(source, target, report);
      }
      if (abandon) {
        report.fact(
            "abandoned", false, "Nothing to give up: the store is %s.".formatted(target.name()));
        return shown(report, 1);
      }
      try (Progress _ = options.output().progress("making sure that programs know")) {
        var _ = migration(source, target, Watcher.NONE).run();
      }
      return shown(
          report.fact("moved", false, "Nothing to do: the store is %s.".formatted(target.name())),
          0);
    }
  }

  private static StorePlace.Moving moving(Deployment on) {
    if (on.place() instanceof StorePlace.Moving both) {
      return both;
    }
    throw new NotDoneException(
        "Only one place is known. Set QDN_BUCKET, QDN_TABLE and QDN_MOVING_FROM for every program,"
            + " and here: docs/operations.md says how.");
  }

  private int move(Home source, Home target, Report report) {
    int pieces = describe(source, report);
    String question = "Move all of that from %s to %s?".formatted(source.name(), target.name());
    Decision decision = confirmation.decide(question);
    if (decision != Decision.DO) {
      report.fact("moved", false, "Nothing was moved: the store is %s.".formatted(source.name()));
      return shown(report, decision == Decision.SHOW ? 0 : 1);
    }
    Output output = options.output();
    try (Told told = new Told(output, pieces)) {
      return switch (migration(source, target, told).run()) {
        case Outcome.Moved moved -> shown(described(moved, target, report), 0);
        case Outcome.AlreadyThere _ ->
            shown(report.fact("moved", false, "Somebody else has moved it already."), 0);
        case Outcome.Different different -> shown(described(different, source, report), 1);
      };
    }
  }

  private int abandoned(Home source, Home target, Report report) {
    boolean was;
    try (Progress _ = options.output().progress("giving it up")) {
      was = migration(source, target, Watcher.NONE).abandon();
    }
    report.fact(
        "abandoned",
        was,
        "%s: the store is %s."
            .formatted(was ? "The move is given up" : "No move was under way", source.name()));
    return shown(report, 0);
  }

  private Migration migration(Home source, Home target, Watcher watcher) {
    byte[] run = new byte[4];
    new SecureRandom().nextBytes(run);
    return new Migration(
        source,
        target,
        Deployment.operator() + " " + HexFormat.of().formatHex(run),
        takeOver,
        Clockwork.system(),
        new SideBySide(),
        watcher);
  }

  /** What there is, by kind; returns how much. */
  private int describe(Home source, Report report) {
    Map<String, Integer> kinds = new TreeMap<>();
    try (Progress progress = options.output().progress("pieces of " + source.name())) {
      source.list(
          part ->
              part.forEach(
                  listed -> {
                    kinds.merge(listed.key().replaceFirst("#.*", ""), 1, Integer::sum);
                    progress.step();
                  }));
    }
    Table table = Table.of("kind", "count");
    kinds.forEach(table::row);
    report.table("pieces", table);
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Report described(Outcome.Moved moved, Home target, Report report) {
    report
        .fact("moved", true)
        .fact("compared", moved.pieces())
        .fact("passes", moved.passes())
        .fact("fencedMillis", moved.fenced().toMillis())
        .say(
            "@|bold Moved|@: the store is %s. %d pieces were compared; changes waited for %.1f s."
                .formatted(target.name(), moved.pieces(), moved.fenced().toMillis() / 1000.0));
    return moved.kept() == 0
        ? report
        : report.fact(
            "kept",
            moved.kept(),
            "%d older trailers or archived jobs that only it has were left there."
                .formatted(moved.kept()));
  }

  private static Report described(Outcome.Different different, Home source, Report report) {
    Table table = Table.of("differs");
    // A key may be a phone number: what kind it is has to do.
    different.keys().forEach(key -> table.row(key.startsWith("recipient#") ? "a recipient" : key));
    return report
        .table("differences", table, 40)
        .fact(
            "moved",
            false,
            "@|bold Nothing was moved|@: what was copied reads back otherwise. The store is %s."
                .formatted(source.name()));
  }

  private int shown(Report report, int code) {
    options.output().show(report);
    return code;
  }

  /** Requests to two services, many at a time. */
  private static final class SideBySide implements Parts {
    @Override
    public <T> void each(List<T> parts, Consumer<T> work) {
      List<Boolean> _ =
          Parallel.map(
              parts,
              part -> {
                work.accept(part);
                return true;
              });
    }
  }

  /** Tells a person what is done. */
  private static final class Told implements Watcher, AutoCloseable {
    private final Output output;
    private final int pieces;
    private Progress progress = Progress.silent();

    Told(Output output, int pieces) {
      this.output = output;
      this.pieces = pieces;
    }

    @Override
    public void begins(Phase phase) {
      progress.close();
      output.note(
          switch (phase) {
            case TELL -> "Telling the store that it is being left.";
            case COPY -> "Copying. Programs go on.";
            case COMPARE -> "Comparing. Changes wait.";
            case SWITCH -> "All is equal: programs follow.";
          });
      progress = output.progress("looked at", pieces);
    }

    @Override
    public void looked(int count) {
      for (int i = 0; i < count; i++) {
        progress.step();
      }
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
