package com.quickdumpnow.relay.api.notification;

import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.api.idempotency.IdempotencyKey;
import com.quickdumpnow.relay.api.notification.Resends.Asked;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /jobs/{jobId}/notifications/{notificationId}/resend}: the same text once more, as a
 * notification of its own. Answers only after that is durable; its trigger can get lost without
 * harm.
 */
public final class ResendRoute {
  private static final Logger log = LoggerFactory.getLogger(ResendRoute.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final InstantSource clock;
  private final Supplier<NotificationId> ids;
  private final Tracer tracer;

  public ResendRoute(
      MaintenanceStore store,
      TriggerQueue triggers,
      InstantSource clock,
      Supplier<NotificationId> ids,
      Tracer tracer) {
    this.tracer = tracer;
    this.store = store;
    this.triggers = triggers;
    this.clock = clock;
    this.ids = ids;
  }

  public HttpReply handle(Call<Staff> call) {
    Instant arrivedAt = clock.instant();
    Optional<Target> target = Target.of(call);
    if (target.isEmpty()) {
      return Target.unknown();
    }
    Optional<IdempotencyKey> key;
    try {
      key = key(call, target.get());
    } catch (IllegalArgumentException _) {
      return ProblemType.invalid(
              List.of(new FieldError(IdempotencyKey.HEADER, "use " + IdempotencyKey.RULE)))
          .reply();
    }
    return traced(call, new Asked(target.get(), call.caller().name(), arrivedAt, key, ids.get()));
  }

  private HttpReply traced(Call<Staff> call, Asked asked) {
    try (Span span =
        tracer.begin(
            "POST /jobs/{jobId}/notifications/{notificationId}/resend",
            call.request().header(TraceContext.NAME).flatMap(TraceContext::parse),
            asked.newId(),
            asked.arrivedAt())) {
      HttpReply reply = span.call(() -> carryOut(asked, span));
      span.set(LogKey.JOB_ID, asked.target().jobId())
          .set(LogKey.RESENDS, asked.target().id())
          .set(LogKey.HTTP_STATUS, reply.status());
      return reply;
    }
  }

  private static Optional<IdempotencyKey> key(Call<Staff> call, Target target) {
    String path = "/jobs/" + target.jobId() + "/notifications/" + target.id() + "/resend";
    return call.request()
        .header(IdempotencyKey.HEADER)
        .map(given -> IdempotencyKey.of(call.caller().name(), path, given, call.request().body()));
  }

  private HttpReply carryOut(Asked asked, Span span) {
    Resends.Result result =
        store.changeJob(
            asked.target().jobId(), scope -> Resends.apply(scope, asked, later(asked.arrivedAt())));
    return switch (result) {
      case Resends.Resent(var notification) -> {
        // Only now is there such a notification.
        span.set(LogKey.NID, notification.id());
        trigger(notification, asked);
        yield answer(asked, notification.id());
      }
      case Resends.Replayed(var first) ->
          answer(asked, first.notificationId().orElse(asked.target().id()))
              .with("idempotency-replayed", "true");
      case Resends.Concurrent() ->
          Problem.of(
                  ProblemType.CONCURRENT_REQUEST,
                  "The first one was kept; repeat this one to get its answer.")
              .retryAfter(SOON)
              .reply();
      case Resends.KeyReused() ->
          Problem.of(ProblemType.KEY_REUSED, "Use a new key for a new request.").reply();
      case Resends.OnItsWay() ->
          Problem.of(
                  ProblemType.STILL_ON_ITS_WAY,
                  "A text can be sent again once each of the job's notifications has ended.")
              .reply();
      case Resends.NoSuch() -> Target.unknown();
    };
  }

  private Instant later(Instant arrivedAt) {
    Instant now = clock.instant();
    return now.isBefore(arrivedAt) ? arrivedAt : now;
  }

  private void trigger(Notification notification, Asked asked) {
    try {
      triggers.send(List.of(Trigger.of(notification)));
      log.atInfo()
          .addKeyValue(LogKey.JOB_ID, notification.jobId())
          .addKeyValue(LogKey.NID, notification.id())
          .addKeyValue(LogKey.RESENDS, asked.target().id())
          .addKeyValue(LogKey.BY, asked.by())
          .log("to be sent again");
    } catch (QueueUnavailableException e) {
      log.atWarn()
          .addKeyValue(LogKey.JOB_ID, notification.jobId())
          .addKeyValue(LogKey.NID, notification.id())
          .setCause(e)
          .log("to be sent again, but its trigger may not be queued: left to the sweeper");
    }
  }

  private static HttpReply answer(Asked asked, NotificationId id) {
    return Replies.json(
        202,
        Json.object()
            .put("jobId", asked.target().jobId().value())
            .put("notificationId", id.value())
            .put("resends", asked.target().id().value()));
  }
}
