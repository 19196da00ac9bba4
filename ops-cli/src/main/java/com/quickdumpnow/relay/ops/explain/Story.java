package com.quickdumpnow.relay.ops.explain;

import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.NoTrace;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened to a job, in order, each step with the reason that was kept with it. */
public final class Story {
  private final List<Event> events = new ArrayList<>();

  private Story() {}

  /** One step; its words hold no phone number and no address. */
  public record Event(Instant at, String words) {}

  /**
   * @param only the one notification that is meant; empty for all
   */
  public static List<Event> of(JobHistory history, Optional<Notification> only) {
    Story story = new Story();
    history.job().ifPresent(job -> job.timeline().forEach(story::tell));
    history.notifications().stream()
        .filter(one -> only.isEmpty() || only.get().id().equals(one.id()))
        .forEach(story::tell);
    if (only.isEmpty()) {
      history.strays().forEach(story::tell);
    }
    history.alerts().stream()
        .filter(alert -> only.isEmpty() || only.get().id().equals(alert.notificationId()))
        .forEach(story::tell);
    // What was recorded with one time stays in the order in which it came about.
    story.events.sort(Comparator.comparing(Event::at));
    return story.events;
  }

  private void add(Instant at, String words) {
    events.add(new Event(at, words));
  }

  private void tell(StatusChange change) {
    add(change.at(), "%s set the job to %s".formatted(change.by(), change.status().wireName()));
  }

  private void tell(Notification notification) {
    String about = notification.about().wireName();
    add(
        notification.createdAt(),
        "the customer is to hear that it is %s (%s)%s"
            .formatted(
                about,
                notification.id(),
                notification
                    .expiresAt()
                    .map(at -> ", which is of use until " + at.truncatedTo(ChronoUnit.SECONDS))
                    .orElse("")));
    notification.attempts().forEach(attempt -> tell(about, attempt));
    add(
        notification.state().since(),
        "%s: now %s, because %s"
            .formatted(
                about, StateWords.name(notification.state()), notification.state().reason()));
  }

  private void tell(String about, Attempt attempt) {
    String name = about + ", attempt " + attempt.number();
    add(
        attempt.claim().at(),
        "%s: %s by %s, chosen because: %s%s"
            .formatted(
                name,
                attempt.isEmail()
                    ? "an email"
                    : "a text of %d segment%s"
                        .formatted(attempt.segments(), attempt.segments() == 1 ? "" : "s"),
                attempt.route(),
                attempt.reason(),
                attempt.label().map(label -> "; a repeat, as " + words(label)).orElse("")));
    switch (attempt.outcome()) {
      case Open _ -> {}
      case Abandoned(var at, var reason) ->
          add(at, "%s: given up before it was posted: %s".formatted(name, reason));
      case Ambiguous(var at, var reason) ->
          add(at, "%s: the carrier may have it or not: %s".formatted(name, reason));
      case NoTrace(var at) ->
          add(at, "%s: the carrier was asked and has no trace of it".formatted(name));
      case Refused(var at, var code, var reason, var then) ->
          add(at, "%s: refused%s: %s; so %s".formatted(name, words(code), reason, words(then)));
      case Accepted accepted -> tell(name, attempt, accepted);
    }
  }

  private void tell(String name, Attempt attempt, Accepted accepted) {
    add(
        accepted.sentAt(),
        "%s: %s took it as %s%s"
            .formatted(
                name,
                attempt.isEmail() ? "SES" : "Twilio",
                accepted.messageId(),
                latest(accepted)));
    accepted
        .deliveredAt()
        .ifPresent(at -> add(at, "%s: delivered, by %s".formatted(name, attempt.carrier())));
  }

  /** Receipts other than "delivered" are kept without the time at which they came. */
  private static String latest(Accepted accepted) {
    DeliveryStatus status = accepted.status();
    String heard = status.isSuccess() ? "" : ", and said last that it is " + status.wireName();
    return heard
        + words(accepted.code())
        + accepted.then().map(then -> "; so " + words(then)).orElse("");
  }

  private void tell(Receipt stray) {
    add(
        stray.receivedAt(),
        "a receipt came that belongs to no attempt: %s is %s%s"
            .formatted(stray.messageId(), stray.status().wireName(), words(stray.code())));
  }

  private void tell(Alert alert) {
    add(
        alert.raisedAt(),
        "staff are to be told (%s): %s"
            .formatted(
                alert.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), alert.words()));
    alert.toldAt().ifPresent(at -> add(at, "staff were told: %s".formatted(alert.words())));
  }

  private static String words(Optional<Integer> code) {
    return code.map(known -> " with code %d (%s)".formatted(known, FailureTable.meaning(known)))
        .orElse("");
  }

  private static String words(FailureAction then) {
    return switch (then) {
      case SAME -> "the same route may be tried again";
      case NEXT -> "the next route takes over";
      case NEXT_ACCOUNT -> "a route of another account takes over";
      case EMAIL -> "no more texts of this: email takes over";
      case STOP -> "no more texts to this number; email where it is allowed";
    };
  }

  private static String words(RepeatLabel label) {
    return switch (label) {
      case FAILED_BEFORE -> "the one before is known to have failed";
      case OVERDUE -> "the receipt of the one before is overdue";
      case NO_TRACE -> "the carrier has no trace of the one before";
      case AMBIGUOUS_EMAIL -> "of the email before nobody knows whether it was sent";
    };
  }
}
