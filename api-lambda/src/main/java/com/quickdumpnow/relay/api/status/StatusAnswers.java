package com.quickdumpnow.relay.api.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.status.Amendment.CustomerPart;
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
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.token.TrackingLinks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a request for a status change is answered with, by what became of it. */
final class StatusAnswers {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final TrackingLinks links;

  StatusAnswers(TrackingLinks links) {
    this.links = links;
  }

  HttpReply to(Asked asked, StatusResult result) {
    return switch (result) {
      case Moved(var job, var notification, _) ->
          answer(202, asked, job.status(), Optional.of(notification.id()));
      case Stayed(var job, var told, _) -> answer(200, asked, job.status(), told);
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
