package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.ops.console.Confirmation;
import com.quickdumpnow.relay.ops.console.Confirmation.Decision;
import com.quickdumpnow.relay.ops.console.Report;
import com.quickdumpnow.relay.ops.console.Table;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.DeploymentOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qdn suppressions}. */
@Command(
    name = "suppressions",
    mixinStandardHelpOptions = true,
    description = "Numbers that get no texts: list them, add one, lift one.",
    footer = {"", "Example: qdn suppressions list", DeploymentOptions.EXIT_CODES})
final class SuppressionsCommand {
  private static final int MOST_REASON = 200;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Who opted out, and whose number keeps failing.",
      footer = {"", "Example: qdn suppressions list --json", DeploymentOptions.EXIT_CODES})
  int list(@Mixin DeploymentOptions options) {
    try (Deployment on = options.open()) {
      Instant now = Instant.now();
      Table table = Table.of("phone", "kind", "since", "until", "why");
      for (Recipient recipient : on.store().read().document().recipients().values()) {
        String phone = recipient.phone().value();
        recipient
            .optOut()
            .ifPresent(
                out -> table.row(phone, "opt-out", out.since(), Optional.empty(), out.source()));
        recipient
            .suppression()
            .filter(failing -> now.isBefore(failing.until()))
            .ifPresent(
                failing ->
                    table.row(
                        phone, "failures", failing.since(), failing.until(), failing.reason()));
      }
      options
          .output()
          .show(
              new Report().table("suppressions", table).say("%d in all.".formatted(table.size())));
      return 0;
    }
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "No texts to that number from now on, as if its owner had texted STOP: for people who call"
            + " and ask for it. Emails are not meant."
      },
      footer = {
        "",
        "Example: qdn suppressions add +16195551234 'asked by phone'",
        DeploymentOptions.EXIT_CODES
      })
  int add(
      @Mixin DeploymentOptions options,
      @Mixin Confirmation confirmation,
      @Parameters(paramLabel = "PHONE", description = "E.164, such as +16195551234.")
          PhoneNumber phone,
      @Parameters(paramLabel = "REASON", description = "How you know; at most 200 characters.")
          String reason) {
    String words = reason.strip();
    if (words.isEmpty() || words.length() > MOST_REASON) {
      throw options.wrong("Give a reason of 1 to 200 characters.");
    }
    OptOut said = new OptOut(Instant.now(), Deployment.operator() + ": " + words);
    return change(options, confirmation, phone, "Send no more texts?", old -> old.optedOut(said));
  }

  @Command(
      name = "lift",
      mixinStandardHelpOptions = true,
      description = {
        "Texts may go to that number again. Twilio keeps opt-outs of its own: while it does, its"
            + " owner has to text START to the sender."
      },
      footer = {"", "Example: qdn suppressions lift +16195551234", DeploymentOptions.EXIT_CODES})
  int lift(
      @Mixin DeploymentOptions options,
      @Mixin Confirmation confirmation,
      @Parameters(paramLabel = "PHONE", description = "E.164, such as +16195551234.")
          PhoneNumber phone) {
    Instant now = Instant.now();
    return change(
        options,
        confirmation,
        phone,
        "Let texts go there again?",
        old -> old.lifted(now, Deployment.operator()));
  }

  /** Exit code 1 when there is nothing to change. */
  private static int change(
      DeploymentOptions options,
      Confirmation confirmation,
      PhoneNumber phone,
      String question,
      UnaryOperator<Recipient> change) {
    try (Deployment on = options.open()) {
      Recipient before = on.store().read().document().recipient(phone);
      if (isBlocked(change.apply(before)) == isBlocked(before)) {
        throw new NotDoneException(
            isBlocked(before)
                ? "That number gets no texts already."
                : "That number is not suppressed.");
      }
      Decision decision = confirmation.decide(question);
      Recipient after =
          decision == Decision.DO ? on.store().changeRecipient(phone, change) : before;
      options
          .output()
          .show(
              new Report()
                  .fact("optedOut", after.isOptedOut())
                  .fact("suppressed", after.suppression().isPresent())
                  .say(
                      (decision == Decision.DO ? "" : "Nothing was changed. ")
                          + (isBlocked(after)
                              ? "That number gets no texts."
                              : "Texts may go to that number.")));
      return decision == Decision.REFUSED ? 1 : 0;
    }
  }

  private static boolean isBlocked(Recipient recipient) {
    return recipient.isOptedOut() || recipient.suppression().isPresent();
  }
}
