package com.quickdumpnow.relay.ops.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.smoke.JobApi.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the smoke test does with its job. Each method returns what was seen, in words. */
final class TestJob {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Set<String> UNDELIVERED_ENDS =
      Set.of("EMAILED", "EXHAUSTED", "SUPERSEDED", "EXPIRED", "SUPPRESSED");
  private static final String LOGS = "Look at the logs of ";

  private final JobApi api;
  private final JobId id;
  private final PhoneNumber phone;
  private final Duration timeout;

  TestJob(JobApi api, JobId id, PhoneNumber phone, Duration timeout) {
    this.api = api;
    this.id = id;
    this.phone = phone;
    this.timeout = timeout;
  }

  /** Returns the tracking link. */
  String create() throws SmokeFailure, InterruptedException {
    ObjectNode change = JobApi.JSON.createObjectNode().put("status", "queued");
    change.putObject("customer").put("name", "Smoke Test").put("phone", phone.value());
    change.putObject("load").put("notes", "made by qdn smoke");
    return accepted(api.changeStatus(id, change)).path("trackingUrl").asText();
  }

  String move(String status) throws SmokeFailure, InterruptedException {
    Reply reply = api.changeStatus(id, JobApi.JSON.createObjectNode().put("status", status));
    return "notification " + accepted(reply).path("notificationId").asText();
  }

  private static JsonNode accepted(Reply reply) throws SmokeFailure {
    if (reply.status() == 202 && reply.body().path("trackingUrl").isTextual()) {
      return reply.body();
    }
    String seen = "the API answered " + reply.status() + " " + reply.detail();
    throw new SmokeFailure(
        seen.strip(),
        switch (reply.status()) {
          case 401, 403 ->
              "The token is missing or not one of QDN_STAFF_TOKENS: give it with --token, or in"
                  + " QDN_STAFF_TOKEN.";
          case 404 -> "No job API is at that address: --api is the URL below which /jobs is.";
          case 503 ->
              "The store is not to be had: is there a maintenance.json? " + LOGS + "the API.";
          default -> LOGS + "the API.";
        });
  }

  /** Waits until the text about {@code status} is known to be on the phone. */
  String awaitDelivery(String status) throws SmokeFailure, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    JsonNode notification = notificationAbout(status);
    while (!isFinished(notification) && System.nanoTime() - end < 0) {
      Thread.sleep(POLL);
      notification = notificationAbout(status);
    }
    JsonNode attempts = notification.path("attempts");
    String state = notification.path("state").asText("unknown");
    if (!state.equals("DELIVERED")) {
      throw undelivered(state, notification.path("reason").asText(), attempts);
    }
    return "by %s, attempt %d".formatted(last(attempts).path("route").asText(), attempts.size());
  }

  private JsonNode notificationAbout(String status) throws SmokeFailure, InterruptedException {
    Reply reply = api.history(id);
    for (JsonNode notification : reply.body().path("notifications")) {
      if (notification.path("about").asText().equals(status)) {
        return notification;
      }
    }
    throw new SmokeFailure(
        "the job's history (HTTP %d) has no notification about %s"
            .formatted(reply.status(), status),
        LOGS + "the API.");
  }

  private static boolean isFinished(JsonNode notification) {
    String state = notification.path("state").asText();
    return state.equals("DELIVERED") || UNDELIVERED_ENDS.contains(state);
  }

  private SmokeFailure undelivered(String state, String reason, JsonNode attempts) {
    String seen = "the notification is %s (%s)".formatted(state, reason);
    if (UNDELIVERED_ENDS.contains(state)) {
      return new SmokeFailure(
          seen + codes(attempts),
          "The text did not arrive; the codes say why. Is the phone right?");
    }
    String late = "after %d s %s%s".formatted(timeout.toSeconds(), seen, codes(attempts));
    if (attempts.isEmpty()) {
      return new SmokeFailure(
          late,
          "Nobody has taken it from the queue: is the worker running? Its /health says how it is.");
    }
    if (state.equals("AWAITING_RECEIPT")) {
      return new SmokeFailure(
          late,
          "Twilio took the text and its receipt is not here: can Twilio reach QDN_PUBLIC_URL, is it"
              + " the very URL the webhook has, and does the recorder drain the outcomes queue?");
    }
    return new SmokeFailure(late, "The carriers have trouble. " + LOGS + "the worker.");
  }

  private static String codes(JsonNode attempts) {
    StringBuilder codes = new StringBuilder();
    for (JsonNode attempt : attempts) {
      codes.append("; ").append(attempt.path("route").asText()).append(": ");
      codes.append(
          Optional.of(attempt.path("code").asText())
              .filter(code -> !code.isEmpty())
              .map(code -> code + " " + attempt.path("meaning").asText())
              .orElseGet(() -> attempt.path("outcome").asText()));
    }
    return codes.toString();
  }

  /** Reads what a customer with that link is shown. */
  String look(String trackingUrl) throws SmokeFailure, InterruptedException {
    String token = trackingUrl.substring(trackingUrl.indexOf("?j=") + "?j=".length());
    Reply reply = api.tracking(token);
    if (reply.status() != 200) {
      throw new SmokeFailure(
          "the API answered %d to %s".formatted(reply.status(), trackingUrl),
          "Do all instances of the API have the same QDN_TRACKING_KEYS?");
    }
    if (reply.body().toString().contains(phone.value())) {
      throw new SmokeFailure("the page's data hold the phone number", "This is a defect: stop.");
    }
    JsonNode shown = last(reply.body().path("messages"));
    String about = shown.path("about").asText() + " " + shown.path("state").asText();
    if (!about.equals("dispatched delivered")) {
      throw new SmokeFailure("the last message there is '" + about + "'", LOGS + "the API.");
    }
    return "delivered by %s at %s"
        .formatted(shown.path("carrier").asText(), shown.path("deliveredAt").asText());
  }

  private static JsonNode last(JsonNode array) {
    return array.path(array.size() - 1);
  }
}
