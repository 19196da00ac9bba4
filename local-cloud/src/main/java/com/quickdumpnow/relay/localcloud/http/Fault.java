package com.quickdumpnow.relay.localcloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * Something that goes wrong with the next {@code times} requests that match.
 *
 * @param method the HTTP method, or empty for any
 * @param subject part of what the request is about (S3: {@code bucket/key}; SES: the action and its
 *     recipients), or empty for any
 * @param times how many requests it hits, at least 1
 * @param effect what happens to them
 */
public record Fault(String method, String subject, int times, Effect effect) {

  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, not " + times);
    }
  }

  /** What happens to a request that is hit. */
  public sealed interface Effect {}

  /** Answers this error; nothing is done. */
  public record Refuse(int status, String code) implements Effect {
    public Refuse {
      requireErrorStatus(status);
    }
  }

  /** Does what was asked, then answers this error. */
  public record FailReply(int status, String code) implements Effect {
    public FailReply {
      requireErrorStatus(status);
    }
  }

  /** Does what was asked, then drops the connection without an answer. */
  public record LoseReply() implements Effect {}

  /** Drops the connection; nothing is done. */
  public record Drop() implements Effect {}

  /** Waits, then does what was asked and answers it. */
  public record Delay(Duration by) implements Effect {}

  /**
   * Reads {@code {"method":"PUT","subject":"b/k","times":2,"effect":"refuse","status":503,
   * "code":"SlowDown","millis":100}}; all but {@code effect} have defaults (any, any, 1, 503,
   * ServiceUnavailable, 1000).
   *
   * @throws IllegalArgumentException naming the field and what would be right
   */
  static Fault parse(JsonNode json) {
    int status = json.path("status").asInt(503);
    String code = json.path("code").asText("ServiceUnavailable");
    String kind = json.path("effect").asText("");
    Effect effect =
        switch (kind) {
          case "refuse" -> new Refuse(status, code);
          case "failReply" -> new FailReply(status, code);
          case "loseReply" -> new LoseReply();
          case "drop" -> new Drop();
          case "delay" -> new Delay(Duration.ofMillis(json.path("millis").asLong(1000)));
          default ->
              throw new IllegalArgumentException(
                  "effect must be refuse, failReply, loseReply, drop or delay, not '" + kind + "'");
        };
    return new Fault(
        json.path("method").asText(""),
        json.path("subject").asText(""),
        json.path("times").asInt(1),
        effect);
  }

  boolean hits(String requestMethod, String requestSubject) {
    return (method.isEmpty() || method.equalsIgnoreCase(requestMethod))
        && requestSubject.contains(subject);
  }

  private static void requireErrorStatus(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be from 400 to 599, not " + status);
    }
  }
}
