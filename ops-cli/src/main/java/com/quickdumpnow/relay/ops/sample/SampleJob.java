package com.quickdumpnow.relay.ops.sample;

import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.text.Freshness;
import com.quickdumpnow.relay.text.RenderedText;
import com.quickdumpnow.relay.text.TemplateValues;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.token.TrackingLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A job and its past, told status by status. Every notification of it is finished, so that nobody
 * is ever told anything. Not thread-safe.
 */
final class SampleJob {
  private static final Duration POST_WITHIN = Duration.ofSeconds(10);
  private static final int SID_DIGITS = 32;
  private static final Templates TEMPLATES = TemplatesJson.standard();

  private final Job job;
  private final TrackingLinks links;
  private final RandomGenerator random;
  private final List<StatusChange> timeline = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();

  /** A sender of the local carrier chain. */
  enum Sender {
    PRIMARY("twilio-primary", "Twilio"),
    SECONDARY("twilio-secondary", "Twilio toll-free"),
    EMAIL("email", "Email");

    private final RouteName route;
    private final String carrier;

    Sender(String route, String carrier) {
      this.route = new RouteName(route);
      this.carrier = carrier;
    }
  }

  /** {@code job}'s timeline is replaced by what follows. */
  SampleJob(Job job, TrackingLinks links, RandomGenerator random) {
    this.job = job;
    this.links = links;
    this.random = random;
  }

  /** Its status became that; what comes next tells how the customer heard of it. */
  SampleJob became(JobStatus status, Instant at) {
    timeline.add(new StatusChange(status, at.truncatedTo(ChronoUnit.SECONDS), "dispatch"));
    attempts.clear();
    return this;
  }

  /** A text left, and the network gave it back. */
  SampleJob undelivered(Sender by, int code) {
    Instant sent = at(2);
    return tried(
        by,
        new Accepted(
            sid(),
            DeliveryStatus.UNDELIVERED,
            sent,
            Optional.empty(),
            Optional.of(code),
            Optional.of(FailureAction.NEXT)));
  }

  /** A carrier would not take a text. */
  SampleJob refused(Sender by, int code, FailureAction then) {
    return tried(
        by, new AttemptOutcome.Refused(at(1), Optional.of(code), "Twilio answered " + code, then));
  }

  SampleJob delivered(Sender by) {
    Instant arrived = at(5 + 4L * attempts.size());
    tried(
        by,
        new Accepted(
            sid(),
            DeliveryStatus.DELIVERED,
            arrived.minusSeconds(3),
            Optional.of(arrived),
            Optional.empty(),
            Optional.empty()));
    return told(new NotificationState.Delivered(arrived, "the carrier says so", attempts.size()));
  }

  SampleJob emailed() {
    Instant sent = at(4);
    tried(Sender.EMAIL, new Accepted(sid(), DeliveryStatus.ACCEPTED, sent));
    return told(new NotificationState.Emailed(sent, "SES took it", attempts.size()));
  }

  JobHistory history() {
    Job whole =
        new Job(
            job.id(),
            job.dispatchId(),
            job.customer(),
            job.load(),
            job.trailerVin(),
            timeline,
            List.of(),
            Extras.NONE);
    return new JobHistory(
        job.id(), Optional.of(whole), notifications, List.of(), List.of(), Optional.empty());
  }

  private SampleJob tried(Sender by, AttemptOutcome outcome) {
    RenderedText text = text();
    boolean email = by == Sender.EMAIL;
    attempts.add(
        new Attempt(
            attempts.size() + 1,
            by.route,
            address(email),
            text.text(),
            email ? 0 : text.segments().count(),
            new Claim("sample", attempts.size() + 1L, at(0), POST_WITHIN),
            attempts.isEmpty() ? "first of the chain" : "the hop before failed",
            attempts.isEmpty() ? Optional.empty() : Optional.of(RepeatLabel.FAILED_BEFORE),
            by.carrier,
            outcome,
            Extras.NONE));
    return this;
  }

  private Address address(boolean email) {
    return email
        ? job.customer().email().map(Address.class::cast).orElseThrow()
        : job.customer().phone().map(Address.class::cast).orElseThrow();
  }

  private SampleJob told(NotificationState state) {
    RenderedText text = text();
    JobStatus about = timeline.getLast().status();
    notifications.add(
        new Notification(
            NotificationId.random(random),
            job.id(),
            about,
            notifications.size() + 1,
            at(0),
            Optional.of(at(0).plus(Freshness.expiresAfter(about))),
            text.text(),
            text.segments().count(),
            links.linkTo(job.id()),
            attempts.size(),
            state,
            attempts,
            Extras.NONE));
    return this;
  }

  private RenderedText text() {
    return TEMPLATES.text(
        job.customer().language(),
        timeline.getLast().status(),
        TemplateValues.of(job.customer(), job.load()),
        links.linkTo(job.id()),
        notifications.isEmpty());
  }

  private Instant at(long secondsAfterTheStatus) {
    return timeline.getLast().at().plusSeconds(secondsAfterTheStatus);
  }

  private MessageId sid() {
    StringBuilder sid = new StringBuilder("SM");
    for (int i = 0; i < SID_DIGITS; i++) {
      sid.append(Character.forDigit(random.nextInt(16), 16));
    }
    return new MessageId(sid.toString());
  }
}
