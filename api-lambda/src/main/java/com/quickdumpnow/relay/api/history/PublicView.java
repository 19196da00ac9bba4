package com.quickdumpnow.relay.api.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.NoTrace;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a tracking link shows: built member by member, so that nothing gets in by itself. No phone
 * number, no email, no text, no id but the job's.
 *
 * <p>A message is one that left us, or one that is on its way. What a carrier refused to take never
 * was a message to the customer, unless nothing took it in the end: that is one failed message.
 */
final class PublicView {
  private PublicView() {}

  /** How a message is doing, in a customer's terms. */
  private enum State {
    SENDING,
    SENT,
    DELIVERED,
    FAILED
  }

  static ObjectNode of(Job job, JobHistory history) {
    ObjectNode view = Json.object();
    view.putObject("job")
        .put("jobId", job.id().value())
        .put("status", job.status().wireName())
        .put("updatedAt", job.since().toString());
    ArrayNode statuses = view.putArray("statuses");
    for (StatusChange change : job.timeline()) {
      statuses
          .addObject()
          .put("status", change.status().wireName())
          .put("at", change.at().toString());
    }
    ArrayNode messages = view.putArray("messages");
    boolean hasPhone = job.customer().phone().isPresent();
    history.notifications().forEach(notification -> add(messages, notification, hasPhone));
    return view;
  }

  private static void add(ArrayNode messages, Notification notification, boolean hasPhone) {
    List<Attempt> shown = notification.attempts().stream().filter(PublicView::isShown).toList();
    for (Attempt attempt : shown) {
      add(messages, notification, attempt);
    }
    boolean lastIsShown =
        !shown.isEmpty() && shown.getLast().equals(notification.attempts().getLast());
    boolean endedUnsent = shown.isEmpty() && notification.state() instanceof Exhausted;
    boolean waits =
        !notification.state().isFinished()
            && !(notification.state() instanceof Hold)
            && (!lastIsShown || stateOf(shown.getLast()) == State.FAILED);
    if (endedUnsent || waits) {
      boolean email = !hasPhone || notification.attempts().stream().anyMatch(Attempt::isEmail);
      put(
          messages.addObject(),
          notification,
          email,
          endedUnsent ? State.FAILED : State.SENDING,
          Optional.empty());
    }
  }

  private static void add(ArrayNode messages, Notification notification, Attempt attempt) {
    ObjectNode message = messages.addObject();
    put(
        message,
        notification,
        attempt.isEmail(),
        stateOf(attempt),
        Optional.of(attempt.carrier()).filter(name -> !name.isBlank()));
    if (attempt.outcome() instanceof Accepted accepted) {
      message.put("sentAt", accepted.sentAt().toString());
      message.put("deliveredAt", accepted.deliveredAt().map(Instant::toString).orElse(null));
    }
  }

  private static void put(
      ObjectNode message,
      Notification notification,
      boolean email,
      State state,
      Optional<String> carrier) {
    message.put("about", notification.about().wireName());
    message.put("channel", email ? "email" : "text");
    message.put("state", state.name().toLowerCase(Locale.ROOT));
    message.put("carrier", carrier.orElse(null));
    message.putNull("sentAt");
    message.putNull("deliveredAt");
  }

  private static boolean isShown(Attempt attempt) {
    return switch (attempt.outcome()) {
      case Accepted _, Open _, Ambiguous _ -> true;
      case Refused _, Abandoned _, NoTrace _ -> false;
    };
  }

  private static State stateOf(Attempt attempt) {
    return attempt.outcome() instanceof Accepted accepted
        ? stateOf(accepted, attempt.isEmail())
        : State.SENDING;
  }

  /** An email's sender hears of nothing between acceptance and delivery. */
  private static State stateOf(Accepted accepted, boolean email) {
    return switch (accepted.status()) {
      case DELIVERED, READ -> State.DELIVERED;
      case UNDELIVERED, FAILED, CANCELED -> State.FAILED;
      case DeliveryStatus _ when accepted.then().isPresent() -> State.FAILED;
      case SENT -> State.SENT;
      case ACCEPTED, SCHEDULED, QUEUED, SENDING -> email ? State.SENT : State.SENDING;
    };
  }
}
