package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A table with one key, of text, and sparse indexes. For one thread at a time. */
final class StoredTable {
  private final String keyName;
  private ObjectNode definition;
  private final NavigableMap<String, ObjectNode> items = new TreeMap<>();

  /**
   * @param definition the request that made it, and what was said of it since
   */
  StoredTable(JsonNode definition) {
    if (definition.path("KeySchema").size() != 1) {
      throw DynamoException.invalid("The local DynamoDB has tables without a sort key only.");
    }
    this.definition = definition.deepCopy();
    this.keyName = attribute(definition, "HASH");
  }

  private static String attribute(JsonNode schema, String kind) {
    for (JsonNode key : schema.path("KeySchema")) {
      if (key.path("KeyType").asText().equals(kind)) {
        return key.path("AttributeName").asText();
      }
    }
    throw DynamoException.invalid("A key schema lacks its " + kind + " key");
  }

  JsonNode definition() {
    return definition;
  }

  /** AWS's own count is hours old; this one is not. */
  int size() {
    return items.size();
  }

  /** Something else is so from now on. */
  void define(String member, JsonNode specification) {
    definition.set(member, specification);
  }

  /** All that is said of it is so; its key stays. */
  void redefine(JsonNode said) {
    this.definition = said.deepCopy();
  }

  /**
   * @param attributes of an item, or its key alone
   */
  String key(JsonNode attributes) {
    String key = attributes.path(keyName).path("S").asText();
    if (key.isEmpty()) {
      throw DynamoException.invalid("The key " + keyName + " is missing or no text");
    }
    return key;
  }

  Optional<ObjectNode> get(String key) {
    return Optional.ofNullable(items.get(key));
  }

  /** As it shall be from now on; empty: gone. */
  void put(String key, Optional<ObjectNode> item) {
    item.ifPresentOrElse(now -> items.put(key, now), () -> items.remove(key));
  }

  Stream<ObjectNode> all() {
    return items.values().stream();
  }

  /** Those behind a key, in an order that stays the same. */
  Stream<ObjectNode> after(Optional<String> key) {
    return key.map(last -> items.tailMap(last, false)).orElse(items).values().stream();
  }

  JsonNode index(String name) {
    for (JsonNode index : definition.path("GlobalSecondaryIndexes")) {
      if (index.path("IndexName").asText().equals(name)) {
        return index;
      }
    }
    throw DynamoException.invalid("The table does not have the specified index: " + name);
  }

  /** What of an index meets a condition, by its sort key. */
  List<ObjectNode> query(JsonNode index, Predicate<JsonNode> condition, JsonNode after) {
    String hash = attribute(index, "HASH");
    String range = attribute(index, "RANGE");
    Comparator<JsonNode> order =
        Comparator.comparing((JsonNode item) -> item.path(range).path("S").asText())
            .thenComparing(this::key);
    return all()
        .filter(item -> item.has(hash) && item.has(range))
        .filter(condition)
        .filter(item -> after.isMissingNode() || order.compare(item, after) > 0)
        .sorted(order)
        .toList();
  }

  /** As much of an item as an index has. */
  ObjectNode projected(JsonNode index, ObjectNode item) {
    JsonNode projection = index.path("Projection");
    if (projection.path("ProjectionType").asText().equals("ALL")) {
      return item;
    }
    ObjectNode kept = place(index, item);
    for (JsonNode more : projection.path("NonKeyAttributes")) {
      Optional.ofNullable(item.get(more.asText()))
          .ifPresent(value -> kept.set(more.asText(), value));
    }
    return kept;
  }

  /** By what a query of an index goes on behind an item. */
  ObjectNode place(JsonNode index, ObjectNode item) {
    return item.deepCopy().retain(keyName, attribute(index, "HASH"), attribute(index, "RANGE"));
  }

  /** By what a scan goes on behind an item. */
  ObjectNode place(ObjectNode item) {
    return item.deepCopy().retain(keyName);
  }
}
