package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.api.status.RequestReader.Fit;
import com.quickdumpnow.relay.api.status.RequestReader.Unfit;
import com.quickdumpnow.relay.api.status.StatusResult.Concurrent;
import com.quickdumpnow.relay.api.status.StatusResult.CustomerMissing;
import com.quickdumpnow.relay.api.status.StatusResult.IllegalMove;
import com.quickdumpnow.relay.api.status.StatusResult.KeyReused;
import com.quickdumpnow.relay.api.status.StatusResult.Moved;
import com.quickdumpnow.relay.api.status.StatusResult.Replayed;
import com.quickdumpnow.relay.api.status.StatusResult.Stayed;
import com.quickdumpnow.relay.api.status.StatusResult.UnknownJob;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.text.Templates;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /jobs/{jobId}/status}. Answers only after the change is durable; what follows the
 * commit (the trigger, the trailer's record) can fail without harm, as the sweeper sends missing
 * triggers.
 */
public final class StatusRoute {
  private static final Logger log = LoggerFactory.getLogger(StatusRoute.class);

  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final InstantSource clock;
  private final Tracer tracer;
  private final RequestReader requests;
  private final StatusChanges changes;
  private final StatusAnswers answers;
  private final Trailers trailers;

  public StatusRoute(
      MaintenanceStore store,
      TriggerQueue triggers,
      TrackingLinks links,
      Templates templates,
      InstantSource clock,
      Supplier<NotificationId> ids,
      Tracer tracer) {
    this.store = store;
    this.triggers = triggers;
    this.clock = clock;
    this.tracer = tracer;
    this.requests = new RequestReader(templates, ids);
    this.changes = new StatusChanges(links, templates);
    this.answers = new StatusAnswers(links);
    this.trailers = new Trailers(store);
  }

  public HttpReply handle(Call<Staff> call) {
    Instant arrivedAt = clock.instant();
    return switch (requests.read(call, arrivedAt)) {
      case Unfit(var problem) -> problem.reply();
      case Fit(var asked) -> traced(call, asked);
    };
  }

  private HttpReply traced(Call<Staff> call, Asked asked) {
    try (Span span =
        tracer.begin(
            "POST /jobs/{jobId}/status",
            call.request().header(TraceContext.NAME).flatMap(TraceContext::parse),
            asked.newId(),
            asked.arrivedAt())) {
      HttpReply reply = span.call(() -> carryOut(asked, span));
      span.set(LogKey.JOB_ID, asked.jobId()).set(LogKey.HTTP_STATUS, reply.status());
      return reply;
    }
  }

  private HttpReply carryOut(Asked asked, Span span) {
    StatusResult result = decide(asked);
    switch (result) {
      case Moved(var job, var notification, var formerTrailer) -> {
        // Only now is there such a notification.
        span.set(LogKey.NID, notification.id());
        trigger(notification, asked.by());
        trailers.follow(job, formerTrailer, asked.command().amendment().trailerVin());
      }
      case Stayed(var job, _, var formerTrailer) ->
          trailers.follow(job, formerTrailer, asked.command().amendment().trailerVin());
      case Replayed _,
          Concurrent _,
          KeyReused _,
          IllegalMove _,
          UnknownJob _,
          CustomerMissing _ -> {}
    }
    return answers.to(asked, result);
  }

  private StatusResult decide(Asked asked) {
    return decideInDocument(asked, false)
        .or(() -> decideInArchive(asked))
        .or(() -> decideInDocument(asked, true))
        .orElseThrow();
  }

  /** Empty when the job is not there and may not begin. */
  private Optional<StatusResult> decideInDocument(Asked asked, boolean mayBegin) {
    return store.changeJob(
        asked.jobId(),
        scope -> {
          if (scope.history().job().isEmpty() && !mayBegin) {
            return new Changed<>(scope.history(), Optional.empty());
          }
          Changed<StatusResult> changed = changes.apply(scope, asked, later(asked.arrivedAt()));
          return new Changed<>(
              changed.history(), changed.recipients(), Optional.of(changed.result()));
        });
  }

  private Optional<StatusResult> decideInArchive(Asked asked) {
    return store
        .archive()
        .find(asked.jobId())
        .flatMap(archived -> archived.history().job())
        .map(job -> StatusChanges.ofArchived(job, asked, later(asked.arrivedAt())));
  }

  /** The time of a change is read when it is made, but no clock may say it was before we began. */
  private Instant later(Instant arrivedAt) {
    Instant now = clock.instant();
    return now.isBefore(arrivedAt) ? arrivedAt : now;
  }

  private void trigger(Notification notification, String by) {
    try {
      triggers.send(List.of(Trigger.of(notification)));
      log.atInfo()
          .addKeyValue(LogKey.JOB_ID, notification.jobId())
          .addKeyValue(LogKey.NID, notification.id())
          .addKeyValue(LogKey.STATUS, notification.about().wireName())
          .addKeyValue(LogKey.BY, by)
          .log("status changed");
    } catch (QueueUnavailableException e) {
      log.atWarn()
          .addKeyValue(LogKey.JOB_ID, notification.jobId())
          .addKeyValue(LogKey.NID, notification.id())
          .setCause(e)
          .log("status changed, but its trigger may not be queued: left to the sweeper");
    }
  }
}
