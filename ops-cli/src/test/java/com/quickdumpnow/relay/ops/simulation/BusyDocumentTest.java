package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

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
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Promise 6: all that holds with a handful of jobs still does with ten times the busiest day. */
final class BusyDocumentTest {
  private static final int JOBS = 5_000;
  private static final Instant YESTERDAY = Instant.parse("2026-01-14T14:00:00Z");
  private static final List<JobStatus> LIFE =
      List.of(JobStatus.QUEUED, JobStatus.DISPATCHED, JobStatus.COMPLETED);

  private final Random random = new Random(1);

  @Test
  void run_tenTimesTheBusiestDayInTheDocument_keepsEveryPromise() {
    World world = new World(6, Level.LIGHT, Bug.NONE, tenBusyDays());

    Story story = world.run(Simulation.STEPS);

    assertThat(story.lines()).anyMatch(line -> line.contains("customer: got"));
  }

  private MaintenanceDocument tenBusyDays() {
    List<JobHistory> jobs = new ArrayList<>();
    for (int job = 1; job <= JOBS; job++) {
      jobs.add(finished(new JobId("old-" + job), new PhoneNumber("+1619556" + (1000 + job))));
    }
    return MaintenanceDocument.EMPTY.withJobs(jobs);
  }

  private JobHistory finished(JobId id, PhoneNumber phone) {
    Customer customer = new Customer("Ana", Optional.of(phone), Optional.empty(), Extras.NONE);
    Job job =
        new Job(
            id,
            Optional.empty(),
            customer,
            Load.UNKNOWN,
            Optional.empty(),
            LIFE.stream().map(status -> new StatusChange(status, YESTERDAY, "dana")).toList(),
            List.of(),
            Extras.NONE);
    JobHistory history = JobHistory.empty(id).with(job);
    for (JobStatus status : LIFE) {
      history = history.with(delivered(history, status, phone));
    }
    return history;
  }

  private Notification delivered(JobHistory history, JobStatus about, PhoneNumber phone) {
    String text = "QuickDumpNow: Ana, your load is " + about.wireName() + ". Track: example.com";
    Attempt attempt =
        new Attempt(
            1,
            new RouteName("primary"),
            phone,
            text,
            1,
            new Claim("w", 1, YESTERDAY, Duration.ofSeconds(10)),
            "first in the chain",
            Optional.empty(),
            "Twilio",
            new Accepted(
                new MessageId(String.format("SM%032x", random.nextLong())),
                DeliveryStatus.DELIVERED,
                YESTERDAY),
            Extras.NONE);
    return new Notification(
        NotificationId.random(random),
        history.id(),
        about,
        history.nextSequence(),
        YESTERDAY,
        Optional.empty(),
        text,
        1,
        "example.com",
        1,
        new Delivered(YESTERDAY, "primary says delivered", 1),
        List.of(attempt),
        Extras.NONE);
  }
}
