package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qdn pause} and {@code qdn resume}: the switch that every claim looks at. */
final class PauseCommand {
  private static final int MOST_REASON = 200;

  private PauseCommand() {}

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = {
        "Nothing more is sent, text or email, until qdn resume. What was claimed already may still"
            + " go within ten seconds. Status changes are taken all the same, and wait."
      },
      footer = {
        "",
        "Example: qdn pause 'wrong texts after the deploy'",
        DeploymentOptions.EXIT_CODES
      })
  static final class Pause implements Callable<Integer> {
    @Mixin private DeploymentOptions options;
    @Mixin private Confirmation confirmation;

    @Parameters(paramLabel = "REASON", description = "Shown to staff; at most 200 characters.")
    private String reason;

    @Override
    public Integer call() {
      String words = reason.strip();
      if (words.isEmpty() || words.length() > MOST_REASON) {
        throw options.wrong("Give a reason of 1 to 200 characters.");
      }
      return turn(options, confirmation, true, words);
    }
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = {
        "Sends again, at the carriers' pace. What is not true any more by then is not sent."
      },
      footer = {"", "Example: qdn resume --yes", DeploymentOptions.EXIT_CODES})
  static final class Resume implements Callable<Integer> {
    @Mixin private DeploymentOptions options;
    @Mixin private Confirmation confirmation;

    @Override
    public Integer call() {
      return turn(options, confirmation, false, "");
    }
  }

  private static int turn(
      DeploymentOptions options, Confirmation confirmation, boolean pause, String reason) {
    try (Deployment on = options.open()) {
      MaintenanceDocument document = on.store().read().document();
      long open =
          document.jobs().values().stream()
              .flatMap(history -> history.notifications().stream())
              .filter(notification -> !notification.state().isFinished())
              .count();
      options
          .output()
          .note(
              "Sending is %s; %d notifications are not finished."
                  .formatted(document.settings().isPaused() ? "paused" : "on", open));
      Decision decision = confirmation.decide(pause ? "Pause all sending?" : "Resume sending?");
      DocumentSettings kept = document.settings();
      if (decision == Decision.DO) {
        Instant now = Instant.now();
        kept =
            on.store()
                .changeSettings(
                    old ->
                        old.isPaused() == pause
                            ? old
                            : old.with(
                                new SendingSwitch(pause, now, Deployment.operator(), reason)));
      }
      Report report =
          new Report()
              .fact("paused", kept.isPaused())
              .fact("notFinished", open)
              .fact("since", kept.sending().map(SendingSwitch::since))
              .say(kept.isPaused() ? "@|bold Sending is paused.|@" : "@|bold Sending is on.|@");
      options.output().show(report);
      return decision == Decision.REFUSED ? 1 : 0;
    }
  }
}
