package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job whose first text was posted a moment ago, and receipts of it. */
final class TestJobs {
  static final Instant NOW = Instant.parse("2026-01-15T14:32:00Z");
  static final JobId JOB = new JobId("job-1");
  static final NotificationId NOTIFICATION = new NotificationId("n_aaaaaaaaaaaaaaaa");
  static final MessageId SID = new MessageId("SM" + "1".repeat(32));
  static final Chain CHAIN =
      new Chain(List.of(route("primary"), route("secondary")), true, Timing.DEFAULT);

  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");

  private TestJobs() {}

  private static Route route(String name) {
    return new Route(
        new RouteName(name),
        "AC" + "a".repeat(32),
        "+15005550006",
        SenderKind.LONG_CODE,
        name,
        1,
        Duration.ofMinutes(5));
  }

  /** Its one attempt is claimed, and nothing is known of it. */
  static JobHistory posted(JobId id) {
    Attempt attempt =
        new Attempt(
            1,
            new RouteName("primary"),
            PHONE,
            "Hello",
            1,
            new Claim("worker", 1, NOW, Duration.ofSeconds(10)),
            "first in the chain",
            Optional.empty(),
            "primary",
            new AttemptOutcome.Open(),
            Extras.NONE);
    Notification notification =
        new Notification(
            NOTIFICATION,
            id,
            JobStatus.QUEUED,
            1,
            NOW,
            Optional.empty(),
            "Hello",
            1,
            "example.com/track?j=x",
            1,
            new Sending(NOW, "claimed", 1),
            List.of(attempt),
            Extras.NONE);
    return JobHistory.empty(id).with(job(id)).with(notification);
  }

  private static Job job(JobId id) {
    return new Job(
        id,
        Optional.empty(),
        new Customer("Ana", Optional.of(PHONE), Optional.empty(), Extras.NONE),
        Load.UNKNOWN,
        Optional.empty(),
        List.of(new StatusChange(JobStatus.QUEUED, NOW, "test")),
        List.of(),
        Extras.NONE);
  }

  /** A receipt of the posted text. */
  static Receipt receipt(JobId job, DeliveryStatus status, Optional<Integer> code) {
    return new Receipt(
        job, Optional.of(NOTIFICATION), Optional.of(1), SID, status, code, NOW.plusSeconds(2));
  }

  static Receipt receipt(DeliveryStatus status) {
    return receipt(JOB, status, Optional.empty());
  }
}
