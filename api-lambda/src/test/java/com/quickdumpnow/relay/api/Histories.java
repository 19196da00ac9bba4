package com.quickdumpnow.relay.api;

import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes what worker and recorder would have made of a job's newest notification. */
final class Histories {
  static final Instant AT = Instant.parse("2026-11-22T10:00:10Z");

  private Histories() {}

  static Attempt text(int number, String route, AttemptOutcome outcome) {
    return attempt(number, route, new PhoneNumber("+16195551234"), "Verizon", outcome);
  }

  static Attempt email(int number, AttemptOutcome outcome) {
    return attempt(number, "email", new EmailAddress("ana@example.com"), "email", outcome);
  }

  /** A receipt that belongs to nothing. */
  static Receipt stray(String jobId) {
    return new Receipt(
        new JobId(jobId),
        Optional.empty(),
        Optional.empty(),
        new MessageId("SM9"),
        DeliveryStatus.FAILED,
        Optional.of(30003),
        AT);
  }

  static void edit(MaintenanceStore store, String jobId, UnaryOperator<JobHistory> edit) {
    store.changeJob(
        new JobId(jobId), scope -> new Changed<>(edit.apply(scope.history()), Optional.empty()));
  }

  static void tried(
      MaintenanceStore store, String jobId, NotificationState state, Attempt... attempts) {
    edit(
        store,
        jobId,
        history -> {
          Notification notification = history.newest().orElseThrow().with(state);
          for (Attempt attempt : attempts) {
            notification = notification.with(attempt);
          }
          return history.with(notification);
        });
  }

  private static Attempt attempt(
      int number, String route, Address to, String carrier, AttemptOutcome outcome) {
    return new Attempt(
        number,
        new RouteName(route),
        to,
        "a body",
        1,
        new Claim("worker-1", number, AT, Duration.ofSeconds(10)),
        "the first of the chain",
        Optional.empty(),
        carrier,
        outcome,
        Extras.NONE);
  }
}
