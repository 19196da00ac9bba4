package com.quickdumpnow.relay.api.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.JsonBody;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET} and {@code PUT /sending}: whether the relay sends anything at all. Thread-safe, and
 * safe to repeat.
 */
public final class SendingRoute {
  private static final Logger log = LoggerFactory.getLogger(SendingRoute.class);
  private static final Set<String> KNOWN = Set.of("paused", "reason");
  private static final int MAX_REASON = 200;
  private static final String REASON_RULE =
      "1 to " + MAX_REASON + " characters without control characters; a pause needs one";

  private final MaintenanceStore store;
  private final InstantSource clock;

  public SendingRoute(MaintenanceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public HttpReply read(Call<Staff> call) {
    return answer(store.settings());
  }

  public HttpReply change(Call<Staff> call) {
    return switch (JsonBody.of(call.request())) {
      case JsonBody.Refused(var problem) -> problem.reply();
      case JsonBody.Given(var body) -> change(call, body);
    };
  }

  private HttpReply change(Call<Staff> call, ObjectNode body) {
    List<FieldError> problems = problems(body);
    if (!problems.isEmpty()) {
      return ProblemType.invalid(problems).reply();
    }
    boolean paused = body.path("paused").booleanValue();
    String reason = body.path("reason").asText("").strip();
    Instant now = clock.instant();
    DocumentSettings kept =
        store.changeSettings(
            old ->
                says(old, paused, reason)
                    ? old
                    : old.with(new SendingSwitch(paused, now, call.caller().name(), reason)));
    log.atWarn()
        .addKeyValue(LogKey.PAUSED, paused)
        .addKeyValue(LogKey.BY, call.caller().name())
        .log("sending switched");
    return answer(kept);
  }

  private static boolean says(DocumentSettings settings, boolean paused, String reason) {
    return settings
        .sending()
        .filter(set -> set.paused() == paused && set.reason().equals(reason))
        .isPresent();
  }

  private static List<FieldError> problems(ObjectNode body) {
    List<FieldError> problems = new ArrayList<>();
    JsonNode paused = body.path("paused");
    if (!paused.isBoolean()) {
      problems.add(new FieldError("/paused", "use true or false"));
    }
    JsonNode reason = body.path("reason");
    boolean needed = paused.asBoolean();
    boolean fit = reason.isMissingNode() ? !needed : reason.isTextual() && isFit(reason.asText());
    if (!fit) {
      problems.add(new FieldError("/reason", "use " + REASON_RULE));
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                problems.add(new FieldError("", "an unknown member; known are paused, reason"));
              }
            });
    return problems;
  }

  private static boolean isFit(String reason) {
    String stripped = reason.strip();
    return !stripped.isEmpty()
        && stripped.length() <= MAX_REASON
        && stripped
            .codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static HttpReply answer(DocumentSettings settings) {
    Optional<SendingSwitch> sending = settings.sending();
    return Replies.json(
        200,
        Json.object()
            .put("paused", settings.isPaused())
            .put("since", sending.map(set -> set.since().toString()).orElse(null))
            .put("by", sending.map(SendingSwitch::by).orElse(null))
            .put("reason", sending.map(SendingSwitch::reason).orElse(null)));
  }
}
