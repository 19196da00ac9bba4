package com.quickdumpnow.relay.localcloud.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A rule as JSON, in the shape that {@link AdminApi} documents. */
final class RuleJson {

  private static final Set<String> RULE = Set.of("to", "from", "times", "answer", "receipts");
  private static final Set<String> RECEIPTS =
      Set.of("outcome", "code", "reached", "lost", "repeats", "reordered", "delayMs");

  private RuleJson() {}

  /**
   * A rule with an unknown member is refused: a misspelt condition would apply to every request.
   *
   * @throws IllegalArgumentException naming the field and what would be right
   */
  static Rule parse(JsonNode json) {
    requireOnly("the rule", json, RULE);
    return new Rule(
        text(json, "to"),
        text(json, "from"),
        number(json, "times", Integer.MAX_VALUE),
        Optional.of(json).filter(j -> j.has("answer")).map(j -> fault(j.path("answer"))),
        Optional.of(json).filter(j -> j.has("receipts")).map(j -> receipts(j.path("receipts"))));
  }

  private static Fault fault(JsonNode json) {
    String kind = json.path("kind").asText();
    requireOnly("answer", json, membersOf(kind));
    return switch (kind) {
      case "refuse" -> new Fault.Refuse(number(json, "code", 0));
      case "throttle" -> new Fault.Throttle();
      case "serverError" ->
          new Fault.ServerError(
              number(json, "status", 503), flag(json, "html"), flag(json, "accepted"));
      case "acceptThenDrop" -> new Fault.AcceptThenDrop();
      case "drop" -> new Fault.Drop();
      case "slow" -> new Fault.Slow(millis(json, "delayMs"));
      default -> new Fault.Garbage(garbage(json));
    };
  }

  private static Set<String> membersOf(String kind) {
    return switch (kind) {
      case "throttle", "acceptThenDrop", "drop" -> Set.of("kind");
      case "refuse" -> Set.of("kind", "code");
      case "serverError" -> Set.of("kind", "status", "html", "accepted");
      case "slow" -> Set.of("kind", "delayMs");
      case "garbage" -> Set.of("kind", "garbage");
      default ->
          throw new IllegalArgumentException(
              "answer.kind must be one of refuse, throttle, serverError, acceptThenDrop, drop,"
                  + " slow, garbage");
    };
  }

  private static Fault.Garbage.Kind garbage(JsonNode json) {
    String name = text(json, "garbage").orElse("half_body");
    return Arrays.stream(Fault.Garbage.Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "answer.garbage must be one of half_body, not_json, unknown_status,"
                        + " redirect"));
  }

  private static Receipts receipts(JsonNode json) {
    requireOnly("receipts", json, RECEIPTS);
    return new Receipts(
        outcome(json),
        flag(json, "lost"),
        number(json, "repeats", 0),
        flag(json, "reordered"),
        millis(json, "delayMs"));
  }

  private static Outcome outcome(JsonNode json) {
    int code = number(json, "code", 30008);
    return switch (text(json, "outcome").orElse("delivered")) {
      case "delivered" -> new Outcome.Delivered();
      case "undelivered" -> new Outcome.Undelivered(code);
      case "failed" -> new Outcome.Failed(code);
      case "silent" -> new Outcome.Silent(flag(json, "reached"));
      case "stuck" -> new Outcome.Stuck();
      default ->
          throw new IllegalArgumentException(
              "receipts.outcome must be one of delivered, undelivered, failed, silent, stuck");
    };
  }

  private static void requireOnly(String where, JsonNode json, Set<String> known) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(where + " must be a JSON object");
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!known.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "%s has an unknown member %s; known are %s"
                .formatted(where, member.getKey(), String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  private static Duration millis(JsonNode json, String field) {
    return Duration.ofMillis(number(json, field, 0));
  }

  private static int number(JsonNode json, String field, int otherwise) {
    require(!json.has(field) || json.path(field).canConvertToInt(), field, "a whole number");
    return json.path(field).asInt(otherwise);
  }

  private static boolean flag(JsonNode json, String field) {
    require(!json.has(field) || json.path(field).isBoolean(), field, "true or false");
    return json.path(field).asBoolean();
  }

  private static Optional<String> text(JsonNode json, String field) {
    require(!json.has(field) || json.path(field).isTextual(), field, "a string");
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static void require(boolean right, String field, String rule) {
    if (!right) {
      throw new IllegalArgumentException(field + " must be " + rule);
    }
  }
}
