package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import com.quickdumpnow.relay.ops.simulation.Gateway.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Somebody who knows the URLs and no secret. */
final class Intruder {
  /** Never to be found in the document. */
  static final String FORGED = "SM" + "f".repeat(32);

  private static final Duration BETWEEN = Duration.ofMinutes(4);

  private final Gateway api;
  private final Gateway webhook;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;

  Intruder(Gateway api, Gateway webhook, Scheduler scheduler, Chaos chaos, Random random) {
    this.api = api;
    this.webhook = webhook;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
  }

  void run() {
    while (!chaos.isOver()) {
      scheduler.pause(BETWEEN);
      if (random.nextBoolean()) {
        refused(webhook.call(forgedReceipt()), List.of(403));
      } else {
        refused(api.call(withoutToken()), List.of(401, 403, 404));
      }
    }
  }

  private void refused(Optional<Reply> reply, List<Integer> refusals) {
    int status = reply.map(Reply::status).orElse(0);
    Judge.check(
        status == 0 || status >= 500 || refusals.contains(status),
        "an intruder is answered with " + status);
  }

  private Request forgedReceipt() {
    String job = "/jobs/job-" + (1 + random.nextInt(Dispatchers.JOBS)) + "/messages";
    Map<String, String> form =
        Map.of(
            "MessageSid",
            FORGED,
            "AccountSid",
            Environment.ACCOUNT_1,
            "MessageStatus",
            "delivered");
    return SignedForm.post(job, "", form, "a guess");
  }

  private Request withoutToken() {
    String job = "/jobs/job-" + (1 + random.nextInt(Dispatchers.JOBS));
    Map<String, String> guess =
        Map.of("authorization", "Bearer qdn_guess", "content-type", "application/json");
    return switch (random.nextInt(4)) {
      case 0 -> new Request("POST", job + "/status", "", guess, "{\"status\":\"cancelled\"}");
      case 1 -> new Request("GET", job + "/messages", "", guess, "");
      case 2 -> new Request("GET", "/maintenance", "", Map.of(), "");
      default -> new Request("PUT", "/sending", "", guess, "{\"paused\":true,\"reason\":\"x\"}");
    };
  }
}
