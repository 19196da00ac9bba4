package com.quickdumpnow.relay.api.notification;

import com.quickdumpnow.relay.api.idempotency.IdempotencyKey;
import com.quickdumpnow.relay.api.idempotency.KnownRequests;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.text.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what a request to send a notification again does. Pure. */
final class Resends {
  private Resends() {}

  /**
   * @param newId what the new notification will be called if there is to be one
   */
  record Asked(
      Target target,
      String by,
      Instant arrivedAt,
      Optional<IdempotencyKey> key,
      NotificationId newId) {}

  /** Of all but the first, nothing is kept. */
  sealed interface Result {}

  record Resent(Notification notification) implements Result {}

  record Replayed(IdempotencyRecord first) implements Result {}

  record Concurrent() implements Result {}

  record KeyReused() implements Result {}

  record OnItsWay() implements Result {}

  record NoSuch() implements Result {}

  static Changed<Result> apply(JobScope scope, Asked asked, Instant now) {
    JobHistory history = scope.history();
    Optional<Notification> own = history.notification(asked.newId());
    if (own.isPresent()) {
      // Our own write, met again after its answer was lost.
      return new Changed<>(history, new Resent(own.get()));
    }
    Optional<Job> job = history.job();
    Optional<Notification> old = asked.target().in(history);
    if (job.isEmpty() || old.isEmpty()) {
      return new Changed<>(history, new NoSuch());
    }
    return switch (KnownRequests.recall(job.get(), asked.key(), asked.arrivedAt(), now)) {
      case KnownRequests.Repeated(var first) -> new Changed<>(history, new Replayed(first));
      case KnownRequests.AtOnce _ -> new Changed<>(history, new Concurrent());
      case KnownRequests.OtherBody _ -> new Changed<>(history, new KeyReused());
      case KnownRequests.Unknown _ -> resend(history, job.get(), old.get(), asked, now);
    };
  }

  /** A new notification overtakes whatever the job still has on its way, so nothing may be. */
  private static Changed<Result> resend(
      JobHistory history, Job job, Notification old, Asked asked, Instant now) {
    if (history.notifications().stream().anyMatch(each -> !each.state().isFinished())) {
      return new Changed<>(history, new OnItsWay());
    }
    Notification again =
        new Notification(
            asked.newId(),
            job.id(),
            old.about(),
            history.nextSequence(),
            now,
            Optional.of(now.plus(Freshness.expiresAfter(old.about()))),
            old.text(),
            old.segments(),
            old.link(),
            1,
            new Pending(now, asked.by() + " had " + old.id() + " sent again"),
            List.of(),
            Extras.NONE);
    Job remembering = KnownRequests.remember(job, asked.key(), 202, Optional.of(again.id()), now);
    return new Changed<>(history.with(remembering).with(again), new Resent(again));
  }
}
