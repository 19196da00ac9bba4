package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A document in which many texts were accepted and nothing is known of them yet. */
final class AwaitedReceipts {
  /** Nobody is to ask for them while the receipts are on their way. */
  private static final Duration DEADLINE = Duration.ofHours(2);

  private AwaitedReceipts() {}

  /** One job, one notification and one text each. */
  static MaintenanceDocument document(int texts) {
    Random random = new Random(texts);
    Instant now = Instant.now();
    List<JobHistory> jobs = new ArrayList<>();
    for (int i = 1; i <= texts; i++) {
      jobs.add(history(i, NotificationId.random(random), now));
    }
    return MaintenanceDocument.EMPTY.withJobs(jobs);
  }

  private static JobHistory history(int number, NotificationId id, Instant now) {
    JobId jobId = new JobId("burst-" + number);
    PhoneNumber phone = new PhoneNumber("+1210555%04d".formatted(number % 10_000));
    Customer customer =
        new Customer(
            "Ana",
            Optional.of(phone),
            Optional.of(new EmailAddress("customer-" + number + "@example.com")),
            Extras.NONE);
    Job job =
        new Job(
            jobId,
            Optional.empty(),
            customer,
            Load.UNKNOWN,
            Optional.empty(),
            List.of(new StatusChange(JobStatus.DISPATCHED, now, "dispatch")),
            List.of(),
            Extras.NONE);
    return JobHistory.empty(jobId).with(job).with(notification(number, id, jobId, phone, now));
  }

  private static Notification notification(
      int number, NotificationId id, JobId jobId, PhoneNumber phone, Instant now) {
    String link = "https://quickdumpnow.example/track?j=" + jobId;
    String text = "QuickDumpNow: Ana, your load is on its way. Track: " + link;
    RouteName route = new RouteName("twilio-primary");
    Attempt attempt =
        new Attempt(
            1,
            route,
            phone,
            text,
            1,
            new Claim("w-burst", number, now, Duration.ofSeconds(10)),
            "first in the chain",
            Optional.empty(),
            "Twilio",
            new Accepted(messageId(number), DeliveryStatus.ACCEPTED, now),
            Extras.NONE);
    return new Notification(
        id,
        jobId,
        JobStatus.DISPATCHED,
        1,
        now,
        Optional.of(now.plus(Duration.ofHours(12))),
        text,
        1,
        link,
        1,
        new AwaitingReceipt(now, "accepted by " + route, 1, now.plus(DEADLINE)),
        List.of(attempt),
        Extras.NONE);
  }

  private static MessageId messageId(int number) {
    return new MessageId("SM%032x".formatted(number));
  }
}
