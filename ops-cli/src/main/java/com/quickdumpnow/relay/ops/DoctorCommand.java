package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import com.quickdumpnow.relay.ops.doctor.Doctor;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.doctor.Observation;
import com.quickdumpnow.relay.ops.doctor.Observation.CouldNotLook;
import com.quickdumpnow.relay.ops.doctor.Observation.Fine;
import com.quickdumpnow.relay.ops.doctor.Observation.NotSeen;
import com.quickdumpnow.relay.ops.doctor.Observation.Wrong;
import com.quickdumpnow.relay.ops.local.LocalWorldException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qdn doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks an installation: settings, bucket and document or table, templates, queues, SES,"
          + " Twilio's accounts and numbers, API, webhook, tracking page, worker, clocks. Each"
          + " finding says what to do. Changes nothing: permission to write is shown by writes that"
          + " cannot succeed."
    },
    footer = {
      "",
      "Example: qdn doctor --json | jq '.findings[].finding'",
      "Exit code: 0 all is well; 1 something was found; 2 it could not look: wrong command line, no"
          + " deployment is named, or nothing was found but a look failed (??)."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Clock clock;

  @Mixin private DeploymentOptions options;

  @Option(
      names = "--probe-writes",
      description =
          "Also write an object below doctor/ in the data bucket, read it and delete it again.")
  private boolean probeWrites;

  /** For picocli. */
  DoctorCommand() {
    this(Clock.systemUTC());
  }

  DoctorCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<Observation> seen = examined();
    List<Wrong> findings =
        seen.stream().filter(Wrong.class::isInstance).map(Wrong.class::cast).toList();
    options.output().show(described(seen, findings));
    if (findings.isEmpty()) {
      return couldNotLook(seen) ? 2 : 0;
    }
    return 1;
  }

  private static boolean couldNotLook(List<Observation> seen) {
    return seen.stream().anyMatch(CouldNotLook.class::isInstance);
  }

  private List<Observation> examined() {
    try (Deployment on = options.open()) {
      Doctor doctor = new Doctor(on, clock, probeWrites);
      try (Progress progress = options.output().progress("looking", doctor.parts())) {
        return doctor.examine(progress::step);
      }
    } catch (LocalWorldException e) {
      // Whoever could write the file could send the rest anywhere.
      return List.of(
          new Wrong("settings", Finding.SETTINGS_NOT_PRIVATE, String.valueOf(e.getMessage())));
    }
  }

  private static Report described(List<Observation> seen, List<Wrong> findings) {
    Report report = new Report().fact("findingCount", findings.size());
    Table all = Table.of("area", "result", "finding", "words", "remedy");
    for (Observation one : seen) {
      switch (one) {
        case Fine(String area, String words) -> {
          all.row(area, "ok", Optional.empty(), words, Optional.empty());
          line(report, "@|green ok|@  ", area, words);
        }
        case NotSeen(String area, String words) -> {
          all.row(area, "skipped", Optional.empty(), words, Optional.empty());
          line(report, "@|faint --|@  ", area, words);
        }
        case CouldNotLook(String area, String words) -> {
          all.row(area, "failed", Optional.empty(), words, Optional.empty());
          line(report, "@|bold,yellow ??|@  ", area, words);
        }
        case Wrong(String area, Finding finding, String words) -> {
          all.row(area, level(finding), finding, words, finding.remedy());
          boolean fails = finding.level() == Finding.Level.FAIL;
          line(report, fails ? "@|bold,red fail|@" : "@|bold,yellow warn|@", area, words);
          report.quote("                 -> " + finding.remedy() + ".");
        }
      }
    }
    return report.facts("observations", all).say("@|bold %s|@".formatted(summary(seen, findings)));
  }

  private static String summary(List<Observation> seen, List<Wrong> findings) {
    if (!findings.isEmpty()) {
      return findings.size() == 1 ? "1 finding." : findings.size() + " findings.";
    }
    return couldNotLook(seen)
        ? "Nothing was found, but not everything could be looked at."
        : "Nothing is wrong.";
  }

  private static void line(Report report, String mark, String area, String words) {
    report.say(mark + String.format(Locale.ROOT, "  %-9s  ", area), words);
  }

  private static String level(Finding finding) {
    return finding.level().name().toLowerCase(Locale.ROOT);
  }
}
