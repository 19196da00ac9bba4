package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.simulation.Simulation;
import com.quickdumpnow.relay.ops.simulation.Simulation.Broken;
import com.quickdumpnow.relay.ops.simulation.Simulation.Report;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code qdn simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Runs the relay's own code on a virtual clock, against services that fail as the real ones"
            + " do, and holds it to its promises. Everything that happens follows from a seed.",
    footer = {
      "",
      "Example: qdn simulate --seed 104 --faults heavy",
      "Exit code: 0 every promise held; 1 one was broken, and the story is told; 2 wrong command"
          + " line."
    })
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first seed. Default: a random one.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "How many runs, one a seed. Default: ${DEFAULT-VALUE}")
  private int seeds = 1;

  @Option(
      names = "--steps",
      paramLabel = "M",
      defaultValue = "" + Simulation.STEPS,
      description = "The most turns of a run. Default: ${DEFAULT-VALUE}")
  private int steps = Simulation.STEPS;

  @Option(
      names = "--faults",
      paramLabel = "LEVEL",
      defaultValue = "heavy",
      description = "none, light or heavy. Default: ${DEFAULT-VALUE}")
  private String faults = "heavy";

  @Option(
      names = "--store",
      paramLabel = "ENGINE",
      defaultValue = "s3",
      description = "What keeps everything: s3 or dynamodb. Default: ${DEFAULT-VALUE}")
  private String store = "s3";

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many workers share the queue. Default: ${DEFAULT-VALUE}")
  private int workers = 2;

  @Option(
      names = "--migrate",
      description = "Move the store to the other engine and back meanwhile.")
  private boolean migrate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Logs.silent();
    PrintWriter out = spec.commandLine().getOut();
    long first = seed.orElseGet(() -> (long) RandomGenerator.getDefault().nextInt(1_000_000_000));
    int threads = Math.max(1, Math.min(seeds, Runtime.getRuntime().availableProcessors()));
    Simulation simulation = simulation();
    Report report;
    try (Progress progress = Output.of(spec.commandLine(), false).progress("runs", seeds)) {
      report =
          simulation.run(first, Math.max(1, seeds), threads, runs -> tell(out, progress, runs));
    }
    out.printf("%d runs from seed %d, faults %s%n", report.runs(), first, faults);
    if (report.broken().isEmpty()) {
      out.println("Every promise held.");
      return 0;
    }
    report.broken().forEach(broken -> tell(out, broken));
    return 1;
  }

  private Simulation simulation() {
    try {
      return Simulation.of(faults, store, workers, migrate, steps);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void tell(PrintWriter out, Progress progress, int runs) {
    progress.reach(runs);
    if (runs % 1000 == 0 && !Output.isTerminal()) {
      out.printf("%d of %d%n", runs, seeds);
      out.flush();
    }
  }

  private void tell(PrintWriter out, Broken broken) {
    out.println();
    broken.story().forEach(out::println);
    out.println();
    out.println("Broken: " + broken);
    out.printf(
        "Again: ./qdn simulate --seed %d --steps %d --faults %s --store %s --workers %d%s%n",
        broken.seed(), steps, faults, store, workers, migrate ? " --migrate" : "");
  }
}
