package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import com.quickdumpnow.relay.ops.simulation.Gateway.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API as staff's programs use it: with a token, a key for repeats, and patience. */
final class StaffApi {
  private static final Pattern NOTIFICATION =
      Pattern.compile("\"notificationId\"\\s*:\\s*\"(n_[a-z2-7]{16})\"");
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int MOST_TRIES = 200;

  private final Gateway gateway;
  private final Scheduler scheduler;
  private final Story story;

  StaffApi(Gateway gateway, Scheduler scheduler, Story story) {
    this.gateway = gateway;
    this.scheduler = scheduler;
    this.story = story;
  }

  /** Once; empty when there was no answer. */
  Optional<Reply> call(String who, String method, String path, String body, String key) {
    Optional<Reply> reply =
        gateway.call(
            new Request(
                method,
                path,
                "",
                Map.of(
                    "authorization",
                    "Bearer " + Environment.STAFF_TOKEN,
                    "content-type",
                    "application/json",
                    "idempotency-key",
                    key),
                body));
    story.tell(
        who,
        method + " " + path + " " + body + " answered with " + reply.map(Reply::status).orElse(0));
    return reply;
  }

  /**
   * Until it is answered.
   *
   * @param explained whether a refusal is right
   * @return empty when it was rightly refused
   */
  Optional<Reply> insist(
      String who, String method, String path, String body, String key, Predicate<Reply> explained) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Reply> reply = call(who, method, path, body, key);
      int status = reply.map(Reply::status).orElse(0);
      if (status >= 200 && status < 300) {
        return reply;
      }
      boolean repeatable = status == 0 || status >= 500 || isConcurrent(reply.orElseThrow());
      if (!repeatable) {
        if (explained.test(reply.orElseThrow())) {
          return Optional.empty();
        }
        throw new Violation("the API refuses a good request: " + reply);
      }
      scheduler.pause(PAUSE);
    }
    throw new Violation("the API never accepts a good request: " + method + " " + path);
  }

  private static boolean isConcurrent(Reply reply) {
    return reply.status() == 409 && reply.body().contains("concurrent");
  }

  /** The notification that an answer names. */
  static Optional<NotificationId> notification(Reply reply) {
    Matcher matcher = NOTIFICATION.matcher(reply.body());
    return matcher.find() ? Optional.of(new NotificationId(matcher.group(1))) : Optional.empty();
  }
}
