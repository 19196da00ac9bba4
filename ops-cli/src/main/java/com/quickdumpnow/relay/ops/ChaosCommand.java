package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.localcloud.web.PortTakenException;
import com.quickdumpnow.relay.ops.chaos.Chaos;
import com.quickdumpnow.relay.ops.chaos.Plan;
import com.quickdumpnow.relay.ops.chaos.Report;
import com.quickdumpnow.relay.ops.chaos.Scenario;
import com.quickdumpnow.relay.ops.local.LocalWorldException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qdn chaos}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the packaged relay in processes of its own, over stand-ins for AWS and Twilio, and"
          + " harms it. Afterwards it compares what the API accepted, what the carriers accepted"
          + " and what maintenance.json says.",
      "",
      "kill: worker and recorder are killed with -9 while S3, SQS, Twilio and SES are slow, failing"
          + " and dropping in turns.",
      "sigterm: the worker is told to stop under load; it has 20 s, and nothing may be repeated.",
      "burst: all receipts come at once."
    },
    footer = {
      "",
      "Example: qdn chaos kill --notifications 200 --kills 10 --seed 7",
      "A seed decides on customers, kills and troubles, but not on what the processes make of it.",
      "Exit code: 0 lost 0, duplicated 0 beyond the labelled repeats, unexplained 0; 1 otherwise,"
          + " and it says which; 2 wrong command line."
    })
final class ChaosCommand implements Callable<Integer> {
  private static final int SIGNALS = 5;
  private static final int NOTIFICATIONS_OF_SIGTERM = 300;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = "kill",
      description = "kill, sigterm or burst. Default: ${DEFAULT-VALUE}")
  private Scenario scenario = Scenario.KILL;

  @Option(
      names = "--notifications",
      paramLabel = "COUNT",
      description = "How many the API is asked for. Default: 1000 for kill, 300 for sigterm")
  private Optional<Integer> notifications = Optional.empty();

  @Option(
      names = "--kills",
      paramLabel = "COUNT",
      description = "How many kills or signals. Default: 50 for kill, 5 for sigterm")
  private Optional<Integer> kills = Optional.empty();

  @Option(
      names = "--receipts",
      paramLabel = "COUNT",
      defaultValue = "25000",
      description = "How many come at once in a burst. Default: ${DEFAULT-VALUE}")
  private int receipts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the plan is drawn from. Default: a random one.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "40m",
      description =
          "How long everything may take to end once nothing fails any more. A trigger that was lost"
              + " late on its way is made again after half an hour. Default: ${DEFAULT-VALUE}")
  private Duration patience = Duration.ofMinutes(40);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Logs.silent();
    PrintWriter out = spec.commandLine().getOut();
    Plan plan = plan();
    out.printf("%s, seed %d%n", scenario.name().toLowerCase(Locale.ROOT), plan.seed());
    out.flush();
    try {
      Report report = Chaos.run(plan, words -> say(out, words));
      out.println();
      report.lines().forEach(out::println);
      report.broken().forEach(words -> out.println("BROKEN " + words));
      out.println(report.holds() ? "Every promise held." : "Again: " + again(plan));
      out.flush();
      return report.holds() ? 0 : 1;
    } catch (PortTakenException | LocalWorldException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private Plan plan() {
    boolean killing = scenario == Scenario.KILL;
    try {
      return new Plan(
          scenario,
          notifications.orElse(killing ? 1_000 : NOTIFICATIONS_OF_SIGTERM),
          kills.orElse(killing ? 50 : SIGNALS),
          receipts,
          seed.orElseGet(() -> (long) RandomGenerator.getDefault().nextInt(1_000_000_000)),
          patience);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private String again(Plan plan) {
    String options =
        switch (scenario) {
          case KILL, SIGTERM ->
              "--notifications %d --kills %d".formatted(plan.notifications(), plan.kills());
          case BURST -> "--receipts " + plan.receipts();
        };
    return "./qdn chaos %s %s --seed %d"
        .formatted(scenario.name().toLowerCase(Locale.ROOT), options, plan.seed());
  }

  private static void say(PrintWriter out, String words) {
    out.println(words);
    out.flush();
  }
}
