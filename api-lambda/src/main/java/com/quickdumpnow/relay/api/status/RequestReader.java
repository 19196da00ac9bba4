package com.quickdumpnow.relay.api.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.JsonBody;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.api.idempotency.IdempotencyKey;
import com.quickdumpnow.relay.api.status.CommandReader.Invalid;
import com.quickdumpnow.relay.api.status.CommandReader.Valid;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.text.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a request for a status change, and says everything that is wrong with it at once. */
final class RequestReader {
  private static final String JOB_ID_RULE = JobId.RULE + ", and not " + JobId.STAFF;

  private final Templates templates;
  private final Supplier<NotificationId> ids;

  RequestReader(Templates templates, Supplier<NotificationId> ids) {
    this.templates = templates;
    this.ids = ids;
  }

  /** What came of reading a request: something to carry out, or what is wrong with it. */
  sealed interface Read {}

  record Fit(Asked asked) implements Read {}

  record Unfit(Problem problem) implements Read {}

  Read read(Call<Staff> call, Instant arrivedAt) {
    return switch (JsonBody.of(call.request())) {
      case JsonBody.Refused(var problem) -> new Unfit(problem);
      case JsonBody.Given(var body) -> read(call, body, arrivedAt);
    };
  }

  private Read read(Call<Staff> call, ObjectNode body, Instant arrivedAt) {
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
}
