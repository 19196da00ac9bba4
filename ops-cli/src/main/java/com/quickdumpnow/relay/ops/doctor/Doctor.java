package com.quickdumpnow.relay.ops.doctor;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Examines an installation, part by part. */
public final class Doctor {
  private final List<Check> checks;

  /**
   * @param clock this machine's
   * @param probeWrites whether an object below {@code doctor/} may be written, and deleted again;
   *     otherwise nothing is changed
   */
  public Doctor(Deployment on, Clock clock, boolean probeWrites) {
    Web web = new Web();
    Clocks clocks = new Clocks(clock);
    this.checks =
        List.of(
            new SettingsCheck(on),
            new BucketCheck(on, clocks, probeWrites),
            new DocumentCheck(on),
            new TableCheck(on, clocks),
            new TemplatesCheck(on),
            new QueuesCheck(on),
            new MailCheck(on),
            new TwilioCheck(on),
            new ApiCheck(on, web, clocks),
            new WebhookCheck(on, web),
            new TrackingPageCheck(on, web),
            new WorkerCheck(on, web),
            new ClockCheck(on, web, clocks));
  }

  /** How many parts it looks at. */
  public int parts() {
    return checks.size();
  }

  /**
   * Everything that was looked at, in that order. Takes seconds where something is silent.
   *
   * @param looked is run after each part
   */
  public List<Observation> examine(Runnable looked) {
    List<Observation> all = new ArrayList<>();
    for (Check check : checks) {
      Notes notes = new Notes(check.area());
      try {
        check.examine(notes);
      } catch (ConfigurationException e) {
        e.problems().stream()
            .filter(problem -> !isNoted(problem, all))
            .forEach(problem -> notes.wrong(Finding.SETTING_WRONG, problem));
        notes.notSeen("not looked at: a setting that it takes is missing or wrong");
      } catch (RuntimeException e) {
        // Its message may repeat a secret, and the other checks have yet to look.
        notes.couldNotLook("could not look: " + e.getClass().getSimpleName());
      }
      all.addAll(notes.all());
      looked.run();
    }
    return all;
  }

  /** A problem begins with the setting's name; words differ by who asked. */
  private static boolean isNoted(String problem, List<Observation> all) {
    String name = problem.substring(0, problem.indexOf(' ') + 1);
    return all.stream()
        .anyMatch(
            one ->
                one instanceof Observation.Wrong(String _, Finding finding, String words)
                    && finding == Finding.SETTING_WRONG
                    && words.startsWith(name));
  }
}
