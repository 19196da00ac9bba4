package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A rule as JSON, in the shape that {@link AdminApi} documents. */
final class RuleJson {

  private RuleJson() {}

  /**
   * @throws IllegalArgumentException naming the field and what would be right
   */
  static Rule parse(JsonNode json) {
    return new Rule(
        text(json, "to"),
        text(json, "from"),
        json.path("times").asInt(Integer.MAX_VALUE),
        Optional.of(json.path("answer")).filter(JsonNode::isObject).map(RuleJson::fault),
        Optional.of(json.path("receipts")).filter(JsonNode::isObject).map(RuleJson::receipts));
  }

  private static Fault fault(JsonNode json) {
    String kind = json.path("kind").asText();
    return switch (kind) {
      case "refuse" -> new Fault.Refuse(json.path("code").asInt());
      case "throttle" -> new Fault.Throttle();
      case "serverError" ->
          new Fault.ServerError(
              json.path("status").asInt(503),
              json.path("html").asBoolean(),
              json.path("accepted").asBoolean());
      case "acceptThenDrop" -> new Fault.AcceptThenDrop();
      case "drop" -> new Fault.Drop();
      case "slow" -> new Fault.Slow(millis(json, "delayMs"));
      case "garbage" ->
          new Fault.Garbage(
              Fault.Garbage.Kind.valueOf(
                  json.path("garbage").asText("half_body").toUpperCase(Locale.ROOT)));
      default ->
          throw new IllegalArgumentException(
              "answer.kind must be one of refuse, throttle, serverError, acceptThenDrop, drop,"
                  + " slow, garbage");
    };
  }

  private static Receipts receipts(JsonNode json) {
    return new Receipts(
        outcome(json),
        json.path("lost").asBoolean(),
        json.path("repeats").asInt(),
        json.path("reordered").asBoolean(),
        millis(json, "delayMs"));
  }

  private static Outcome outcome(JsonNode json) {
    int code = json.path("code").asInt(30008);
    return switch (json.path("outcome").asText("delivered")) {
      case "delivered" -> new Outcome.Delivered();
      case "undelivered" -> new Outcome.Undelivered(code);
      case "failed" -> new Outcome.Failed(code);
      case "silent" -> new Outcome.Silent(json.path("reached").asBoolean());
      case "stuck" -> new Outcome.Stuck();
      default ->
          throw new IllegalArgumentException(
              "receipts.outcome must be one of delivered, undelivered, failed, silent, stuck");
    };
  }

  private static Duration millis(JsonNode json, String field) {
    return Duration.ofMillis(json.path(field).asLong());
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
