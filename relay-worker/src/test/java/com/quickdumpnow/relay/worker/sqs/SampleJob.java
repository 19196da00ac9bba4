package com.quickdumpnow.relay.worker.sqs;

import static java.util.stream.Collectors.joining;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A queued job of a customer of its own, who has a text to get.
 *
 * @param since when it was queued
 */
record SampleJob(int number, Instant since) {
  static Route route(String name, double pace) {
    return new Route(
        new RouteName(name),
        "AC" + "a".repeat(32),
        "+16195550100",
        SenderKind.SHORT_CODE,
        "Twilio",
        pace,
        Duration.ofMinutes(5));
  }

  JobId id() {
    return new JobId("job-" + number);
  }

  /** The number in sixteen letters. */
  NotificationId notificationId() {
    return new NotificationId(
        "%016d"
            .formatted(number)
            .chars()
            .mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
            .collect(joining("", "n_", "")));
  }

  /** Puts it into a store. */
  JobChange<Trigger> change() {
    Notification notification = notification();
    return new JobChange<>(
        id(),
        scope ->
            new Changed<>(
                scope.history().with(job()).with(notification), Trigger.of(notification)));
  }

  private Job job() {
    return new Job(
        id(),
        Optional.empty(),
        new Customer(
            "Ann",
            Optional.of(new PhoneNumber("+1619555" + (2000 + number))),
            Optional.empty(),
            Extras.NONE),
        Load.UNKNOWN,
        Optional.empty(),
        List.of(new StatusChange(JobStatus.QUEUED, since, "test")),
        List.of(),
        Extras.NONE);
  }

  private Notification notification() {
    return new Notification(
        notificationId(),
        id(),
        JobStatus.QUEUED,
        1,
        since,
        Optional.empty(),
        "QDN: your load is booked.",
        1,
        "quickdumpnow.com/track?j=x",
        1,
        new NotificationState.Pending(since, "new"),
        List.of(),
        Extras.NONE);
  }
}
