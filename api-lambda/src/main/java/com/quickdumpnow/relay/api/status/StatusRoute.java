package com.quickdumpnow.relay.api.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.JsonBody;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.api.idempotency.IdempotencyKey;
import com.quickdumpnow.relay.api.status.Amendment.CustomerPart;
import com.quickdumpnow.relay.api.status.CommandReader.Invalid;
import com.quickdumpnow.relay.api.status.CommandReader.Valid;
import com.quickdumpnow.relay.api.status.StatusResult.Concurrent;
import com.quickdumpnow.relay.api.status.StatusResult.CustomerMissing;
import com.quickdumpnow.relay.api.status.StatusResult.IllegalMove;
import com.quickdumpnow.relay.api.status.StatusResult.KeyReused;
import com.quickdumpnow.relay.api.status.StatusResult.Moved;
import com.quickdumpnow.relay.api.status.StatusResult.Replayed;
import com.quickdumpnow.relay.api.status.StatusResult.Stayed;
import com.quickdumpnow.relay.api.status.StatusResult.UnknownJob;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.lambda.Problem.Member;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String JOB_ID_RULE = JobId.RULE + ", and not " + JobId.STAFF;

  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final TrackingLinks links;
  private final Templates templates;
  private final InstantSource clock;
  private final Supplier<NotificationId> ids;
  private final Tracer tracer;
  private final StatusChanges changes;
  private final Trailers trailers;

  public StatusRoute(
      MaintenanceStore store,
      TriggerQueue triggers,
      TrackingLinks links,
      Templates templates,
      InstantSource clock,
      Supplier<NotificationId> ids,
      Tracer tracer) {
    this.tracer = tracer;
    this.store = store;
    this.triggers = triggers;
    this.links = links;
    this.templates = templates;
    this.clock = clock;
    this.ids = ids;
    this.changes = new StatusChanges(links, templates);
    this.trailers = new Trailers(store);
  }

  /** What came of looking at a request: something to carry out, or what is wrong with it. */
  private sealed interface Look {}

  private record Fit(Asked asked) implements Look {}

  private record Unfit(Problem problem) implements Look {}

  public HttpReply handle(Call<Staff> call) {
    Instant arrivedAt = clock.instant();
    return switch (look(call, arrivedAt)) {
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

  private Look look(Call<Staff> call, Instant arrivedAt) {
    return switch (JsonBody.of(call.request())) {
      case JsonBody.Refused(var problem) -> new Unfit(problem);
      case JsonBody.Given(var body) -> look(call, body, arrivedAt);
    };
  }

  private Look look(Call<Staff> call, ObjectNode body, Instant arrivedAt) {
    List<FieldError> problems = new ArrayList<>();
    Optional<JobId> jobId =
        parsed("jobId", JOB_ID_RULE, problems, () -> jobId(call.parameter("jobId")));
    Optional<IdempotencyKey> key =
        jobId.flatMap(
            id ->
                call.request()
                    .header(IdempotencyKey.HEADER)
                    .flatMap(
                        given ->
                            parsed(
                                IdempotencyKey.HEADER,
                                IdempotencyKey.RULE,
                                problems,
                                () ->
                                    IdempotencyKey.of(
                                        call.caller().name(),
                                        "/jobs/" + id + "/status",
                                        given,
                                        call.request().body()))));
    return switch (CommandReader.read(body, templates.tags())) {
      case Invalid(var more) -> {
        problems.addAll(more);
        yield new Unfit(ProblemType.invalid(problems));
      }
      case Valid(var command) ->
          problems.isEmpty()
              ? new Fit(
                  new Asked(
                      jobId.orElseThrow(),
                      call.caller().name(),
                      arrivedAt,
                      key,
                      ids.get(),
                      command))
              : new Unfit(ProblemType.invalid(problems));
    };
  }

  private static JobId jobId(String given) {
    JobId id = new JobId(given);
    if (id.equals(JobId.STAFF)) {
      throw new IllegalArgumentException("reserved");
    }
    return id;
  }

  private static <T> Optional<T> parsed(
      String field, String rule, List<FieldError> problems, Supplier<T> parse) {
    try {
      return Optional.of(parse.get());
    } catch (IllegalArgumentException _) {
      problems.add(new FieldError(field, "use " + rule));
      return Optional.empty();
    }
  }

  private HttpReply carryOut(Asked asked, Span span) {
    return switch (decide(asked)) {
      case Moved(var job, var notification, var formerTrailer) -> {
        // Only now is there such a notification.
        span.set(LogKey.NID, notification.id());
        trigger(notification, asked.by());
        trailers.follow(job, formerTrailer, asked.command().amendment().trailerVin());
        yield answer(202, asked, job.status(), Optional.of(notification.id()));
      }
      case Stayed(var job, var told, var formerTrailer) -> {
        trailers.follow(job, formerTrailer, asked.command().amendment().trailerVin());
        yield answer(200, asked, job.status(), told);
      }
      case Replayed(var first) ->
          answer(first.httpStatus(), asked, first.status(), first.notificationId())
              .with("idempotency-replayed", "true");
      case Concurrent _ ->
          Problem.of(
                  ProblemType.CONCURRENT_REQUEST,
                  "The first one was kept; repeat this one to get its answer.")
              .retryAfter(SOON)
              .reply();
      case KeyReused _ ->
          Problem.of(ProblemType.KEY_REUSED, "Use a new key for a new request.").reply();
      case IllegalMove(var current) -> illegalMove(current).reply();
      case UnknownJob _ ->
          Problem.of(ProblemType.UNKNOWN_JOB, "A job begins as queued or dispatched.").reply();
      case CustomerMissing(var given) -> ProblemType.invalid(missing(given)).reply();
    };
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

  private HttpReply answer(
      int httpStatus, Asked asked, JobStatus status, Optional<NotificationId> id) {
    ObjectNode body = Json.object();
    body.put("jobId", asked.jobId().value());
    body.put("status", status.wireName());
    body.put("notificationId", id.map(NotificationId::value).orElse(null));
    body.put("trackingUrl", links.linkTo(asked.jobId()));
    return Replies.json(httpStatus, body);
  }

  private static Problem illegalMove(JobStatus current) {
    List<String> next = current.successors().stream().sorted().map(JobStatus::wireName).toList();
    return Problem.of(
            ProblemType.ILLEGAL_MOVE,
            "The job is %s; %s."
                .formatted(
                    current.wireName(),
                    next.isEmpty()
                        ? "nothing follows that"
                        : "it may become " + String.join(" or ", next)))
        .withMember("currentStatus", new Member.Text(current.wireName()))
        .withMember("allowed", new Member.Texts(next));
  }

  private static List<FieldError> missing(CustomerPart given) {
    List<FieldError> problems = new ArrayList<>();
    if (given.name().isEmpty()) {
      problems.add(
          new FieldError(
              "/customer/name",
              "a job's first status needs it: use " + Texts.rule(Customer.MAX_NAME)));
    }
    if (given.phone().isEmpty() && given.email().isEmpty()) {
      problems.add(
          new FieldError(
              "/customer/phone",
              "a job's first status needs it, or /customer/email, or both: use " + Phones.RULE));
    }
    return problems;
  }
}
