package com.quickdumpnow.relay.ops.sample;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
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
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** As many finished jobs as are wanted, every text of them delivered: what fills a document. */
public final class BusyDays {
  private static final List<JobStatus> LIFE =
      List.of(JobStatus.QUEUED, JobStatus.DISPATCHED, JobStatus.COMPLETED);

  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** The same ids every time. */
  private final Random random = new Random(1);

  private final Instant at;

  private final List<JobStatus> life;

  private BusyDays(Instant at, List<JobStatus> life) {
    this.at = at;
    this.life = life;
  }

  /**
   * @param jobs how many
   * @param statuses how many each of them has had, one to three
   * @param at when everything in it happened
   */
  public static MaintenanceDocument document(int jobs, int statuses, Instant at) {
    BusyDays days = new BusyDays(at, LIFE.subList(0, statuses));
    List<JobHistory> histories = new ArrayList<>();
    List<Recipient> recipients = new ArrayList<>();
    for (int job = 1; job <= jobs; job++) {
      histories.add(days.finished(id(job), phone(job)));
      recipients.add(Recipient.unknown(phone(job)).toldHowToStop(at));
    }
    return MaintenanceDocument.EMPTY.withJobs(histories).withRecipients(recipients);
  }

  /**
   * Jobs that were queued a moment ago and whose text is still to be sent.
   *
   * @param now when that was
   */
  public static MaintenanceDocument waiting(int jobs, Instant now) {
    return begun(jobs, now, _ -> new Pending(now, "accepted"), _ -> List.of());
  }

  /**
   * Jobs whose text a carrier took a moment ago and whose receipt is to come.
   *
   * @param now when that was
   */
  public static MaintenanceDocument awaiting(int jobs, Instant now) {
    return begun(
        jobs,
        now,
        _ -> new AwaitingReceipt(now, "primary accepted it", 1, now.plus(DEADLINE)),
        told ->
            told.attempts().stream()
                .map(
                    attempt ->
                        attempt.with(
                            new Accepted(
                                attempt.messageId().orElseThrow(), DeliveryStatus.QUEUED, now)))
                .toList());
  }

  private static MaintenanceDocument begun(
      int jobs,
      Instant now,
      Function<Notification, NotificationState> state,
      Function<Notification, List<Attempt>> attempts) {
    BusyDays days = new BusyDays(now, LIFE.subList(0, 1));
    List<JobHistory> histories = new ArrayList<>();
    for (int job = 1; job <= jobs; job++) {
      JobHistory finished = days.finished(id(job), phone(job));
      Notification told = finished.notifications().getFirst();
      histories.add(
          finished.with(
              new Notification(
                  told.id(),
                  told.jobId(),
                  told.about(),
                  told.sequence(),
                  now,
                  Optional.empty(),
                  told.text(),
                  told.segments(),
                  told.link(),
                  1,
                  state.apply(told),
                  attempts.apply(told),
                  Extras.NONE)));
    }
    return MaintenanceDocument.EMPTY.withJobs(histories);
  }

  /** The number of that job's customer. */
  public static PhoneNumber phone(int job) {
    return new PhoneNumber("+1619%07d".formatted(5_000_000 + job));
  }

  /** The id of the job of that number, counted from one. */
  public static JobId id(int number) {
    return new JobId("old-" + number);
  }

  private JobHistory finished(JobId id, PhoneNumber phone) {
    Job job =
        new Job(
            id,
            Optional.of("D-" + random.nextInt(1_000_000)),
            new Customer("Ana Lopez", Optional.of(phone), Optional.empty(), Extras.NONE),
            new Load(
                Optional.of("Roofing debris"),
                Optional.of(new BigDecimal(1 + random.nextInt(12))),
                Optional.of((100 + random.nextInt(9000)) + " Oak St"),
                Optional.empty(),
                Extras.NONE),
            Optional.empty(),
            life.stream().map(status -> new StatusChange(status, at, "dana")).toList(),
            List.of(),
            Extras.NONE);
    JobHistory history = JobHistory.empty(id).with(job);
    for (JobStatus status : life) {
      history = history.with(delivered(history, status, phone));
    }
    return history;
  }

  private Notification delivered(JobHistory history, JobStatus about, PhoneNumber phone) {
    String link = "track.quickdumpnow.example/track?j=" + history.id() + ".k1." + token();
    String text = "QuickDumpNow: Ana, your load is " + about.wireName() + ". Track: " + link;
    Attempt attempt =
        new Attempt(
            1,
            new RouteName("primary"),
            phone,
            text,
            1,
            new Claim("w", 1, at, Duration.ofSeconds(10)),
            "first in the chain",
            Optional.empty(),
            "Twilio",
            new Accepted(
                new MessageId(String.format("SM%032x", random.nextLong())),
                DeliveryStatus.DELIVERED,
                at),
            Extras.NONE);
    return new Notification(
        NotificationId.random(random),
        history.id(),
        about,
        history.nextSequence(),
        at,
        Optional.empty(),
        text,
        1,
        link,
        1,
        new Delivered(at, "primary says delivered", 1),
        List.of(attempt),
        Extras.NONE);
  }

  private String token() {
    return Long.toString(random.nextLong() >>> 1, 36);
  }
}
