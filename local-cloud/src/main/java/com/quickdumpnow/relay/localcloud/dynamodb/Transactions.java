package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code TransactWriteItems}, in one table. */
final class Transactions {
  private static final int MOST = 100;

  /** For as long DynamoDB knows a token. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  private final Map<String, Done> done = new LinkedHashMap<>();
  private final InstantSource clock;

  Transactions(InstantSource clock) {
    this.clock = clock;
  }

  private record Done(long at, JsonNode request) {}

  /** The table that all parts name. */
  static String table(JsonNode request) {
    String table = "";
    for (JsonNode item : request.path("TransactItems")) {
      String named = part(item).path("TableName").asText();
      if (!table.isEmpty() && !table.equals(named)) {
        throw DynamoException.invalid("The local DynamoDB does one table in a transaction.");
      }
      table = named;
    }
    return table;
  }

  private static JsonNode part(JsonNode item) {
    return item.properties().iterator().next().getValue();
  }

  /** What it makes of the items; none, if it was carried out before. */
  Map<String, Optional<ObjectNode>> edits(StoredTable table, JsonNode request) {
    long now = clock.millis();
    done.values().removeIf(earlier -> now - earlier.at() > KNOWN_FOR.toMillis());
    String token = request.path("ClientRequestToken").asText();
    Optional<Done> earlier = Optional.ofNullable(done.get(token));
    if (earlier.isPresent()) {
      if (!earlier.get().request().equals(request)) {
        throw new DynamoException(
            400, "IdempotentParameterMismatchException", "The token is another transaction's");
      }
      return Map.of();
    }
    Map<String, Optional<ObjectNode>> edits = checked(table, request.path("TransactItems"));
    if (!token.isEmpty()) {
      done.put(token, new Done(now, request));
    }
    return edits;
  }

  private static Map<String, Optional<ObjectNode>> checked(StoredTable table, JsonNode items) {
    if (items.isEmpty() || items.size() > MOST) {
      throw DynamoException.invalid("A transaction has 1 to " + MOST + " items");
    }
    Map<String, Optional<ObjectNode>> edits = new LinkedHashMap<>();
    Map<String, Optional<ObjectNode>> seen = new LinkedHashMap<>();
    DynamoException cancelled =
        new DynamoException(
            400, "TransactionCanceledException", "Transaction cancelled, see the reasons");
    ArrayNode reasons = cancelled.body().putArray("CancellationReasons");
    boolean fails = false;
    for (JsonNode item : items) {
      JsonNode part = part(item);
      String key = table.key(item.has("Put") ? part.path("Item") : part.path("Key"));
      if (seen.put(key, Optional.empty()) != null) {
        throw DynamoException.invalid(
            "Transaction request cannot include multiple operations on one item");
      }
      Optional<ObjectNode> failed = Conditions.failing(table, key, part);
      fails |= failed.isPresent();
      reasons.add(failed.orElseGet(() -> reasons.objectNode().put("Code", "None")));
      if (item.has("Put")) {
        edits.put(key, Optional.of((ObjectNode) part.path("Item")));
      } else if (item.has("Delete")) {
        edits.put(key, Optional.empty());
      } else if (!item.has("ConditionCheck")) {
        throw DynamoException.invalid("The local DynamoDB has no updates in transactions.");
      }
    }
    if (fails) {
      throw cancelled;
    }
    return edits;
  }
}
