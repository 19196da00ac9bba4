package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.api.idempotency.KnownRequests;
import com.quickdumpnow.relay.api.status.StatusResult.Concurrent;
import com.quickdumpnow.relay.api.status.StatusResult.CustomerMissing;
import com.quickdumpnow.relay.api.status.StatusResult.IllegalMove;
import com.quickdumpnow.relay.api.status.StatusResult.KeyReused;
import com.quickdumpnow.relay.api.status.StatusResult.Moved;
import com.quickdumpnow.relay.api.status.StatusResult.Replayed;
import com.quickdumpnow.relay.api.status.StatusResult.Stayed;
import com.quickdumpnow.relay.api.status.StatusResult.UnknownJob;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.text.Freshness;
import com.quickdumpnow.relay.text.RenderedText;
import com.quickdumpnow.relay.text.TemplateValues;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.token.TrackingLinks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a request for a status change does to a job. Pure, but for the links, which are the
 * same for as long as their key signs.
 */
final class StatusChanges {
  private final TrackingLinks links;
  private final Templates templates;

  StatusChanges(TrackingLinks links, Templates templates) {
    this.links = links;
    this.templates = templates;
  }

  /**
   * The job's new history, in which the change, the customer's notification and the memory of the
   * request stand together. A refused request leaves the history as it is, and so does one that
   * says nothing new.
   *
   * @param now when the change is made, UTC
   */
  Changed<StatusResult> apply(JobScope scope, Asked asked, Instant now) {
    JobHistory history = scope.history();
    Optional<Job> job = history.job();
    Optional<Notification> own = history.notification(asked.newId());
    if (job.isPresent() && own.isPresent()) {
      // Our own write, met again after its answer was lost.
      return new Changed<>(history, new Moved(job.get(), own.get(), job.get().trailerVin()));
    }
    Optional<StatusResult> known = job.flatMap(kept -> recall(kept, asked, now));
    if (known.isPresent()) {
      return new Changed<>(history, known.get());
    }
    return job.isPresent() ? next(scope, job.get(), asked, now) : begin(scope, asked, now);
  }

  /** An archived job has its last status, and does not change any more. */
  static StatusResult ofArchived(Job job, Asked asked, Instant now) {
    return recall(job, asked, now).orElseGet(() -> new IllegalMove(job.status()));
  }

  private static Optional<StatusResult> recall(Job job, Asked asked, Instant now) {
    return switch (KnownRequests.recall(job, asked.key(), asked.arrivedAt(), now)) {
      case KnownRequests.Unknown _ -> Optional.empty();
      case KnownRequests.Repeated(var first) -> Optional.of(new Replayed(first));
      case KnownRequests.AtOnce _ -> Optional.of(new Concurrent());
      case KnownRequests.OtherBody _ -> Optional.of(new KeyReused());
    };
  }

  private Changed<StatusResult> begin(JobScope scope, Asked asked, Instant now) {
    JobStatus status = asked.command().status();
    Amendment given = asked.command().amendment();
    if (status != JobStatus.QUEUED && status != JobStatus.DISPATCHED) {
      return new Changed<>(scope.history(), new UnknownJob());
    }
    if (!given.customer().isWhole()) {
      return new Changed<>(scope.history(), new CustomerMissing(given.customer()));
    }
    Job job =
        new Job(
            asked.jobId(),
            given.dispatchId(),
            given.customer().alone(),
            given.load().onto(Load.UNKNOWN),
            given.trailerVin(),
            List.of(new StatusChange(status, now, asked.by())),
            List.of(),
            Extras.NONE);
    return tell(scope, job, job, asked, now);
  }

  private Changed<StatusResult> next(JobScope scope, Job job, Asked asked, Instant now) {
    JobStatus status = asked.command().status();
    Job amended = asked.command().amendment().onto(job);
    if (status == job.status()) {
      return stay(scope, job, amended, asked, now);
    }
    if (!job.status().successors().contains(status)) {
      return new Changed<>(scope.history(), new IllegalMove(job.status()));
    }
    // A timeline runs forward, even if this machine's clock is behind the last one's.
    Instant at = now.isBefore(job.since()) ? job.since() : now;
    return tell(scope, job, amended.with(new StatusChange(status, at, asked.by())), asked, now);
  }

  private static Changed<StatusResult> stay(
      JobScope scope, Job before, Job amended, Asked asked, Instant now) {
    Optional<NotificationId> told =
        scope.history().notifications().reversed().stream()
            .filter(notification -> notification.about() == amended.status())
            .map(Notification::id)
            .findFirst();
    Job job = KnownRequests.remember(amended, asked.key(), 200, told, now);
    return new Changed<>(scope.history().with(job), new Stayed(job, told, before.trailerVin()));
  }

  private Changed<StatusResult> tell(
      JobScope scope, Job before, Job moved, Asked asked, Instant now) {
    Job job = KnownRequests.remember(moved, asked.key(), 202, Optional.of(asked.newId()), now);
    Notification notification = notification(scope, job, asked.newId());
    return new Changed<>(
        scope.history().with(job).with(notification),
        new Moved(job, notification, before.trailerVin()));
  }

  private Notification notification(JobScope scope, Job job, NotificationId id) {
    String link = links.linkTo(job.id());
    RenderedText rendered =
        templates.text(
            job.customer().language(),
            job.status(),
            TemplateValues.of(job.customer(), job.load()),
            link,
            isToLearnHowToStop(scope, job.customer()));
    return new Notification(
        id,
        job.id(),
        job.status(),
        scope.history().nextSequence(),
        job.since(),
        Optional.of(job.since().plus(Freshness.expiresAfter(job.status()))),
        rendered.text(),
        rendered.segments().count(),
        link,
        1,
        new Pending(job.since(), "the job's status changed"),
        List.of(),
        Extras.NONE);
  }

  private static boolean isToLearnHowToStop(JobScope scope, Customer customer) {
    return customer
        .phone()
        .map(phone -> scope.recipients().apply(phone).toldHowToStopAt().isEmpty())
        .orElse(false);
  }
}
