package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.dynamodb.Expression.Range;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table with one key, of text, and sparse indexes. For one thread at a time. */
final class StoredTable {
  private final String keyName;
  private ObjectNode definition;
  private final NavigableMap<String, ObjectNode> items = new TreeMap<>();

  /** The indexes that were asked for since the definition changed, by their name. */
  private final Map<String, NavigableMap<Place, ObjectNode>> indexes = new HashMap<>();

  /** Where an item is in an index. */
  private record Place(String hash, String range, String key) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::hash).thenComparing(Place::range).thenComparing(Place::key);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

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
    indexes.clear();
  }

  /** All that is said of it is so; its key stays. */
  void redefine(JsonNode said) {
    this.definition = said.deepCopy();
    indexes.clear();
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
    Optional<ObjectNode> old = get(key);
    item.ifPresentOrElse(now -> items.put(key, now), () -> items.remove(key));
    indexes.forEach(
        (name, places) -> {
          JsonNode index = index(name);
          old.flatMap(gone -> placed(index, gone)).ifPresent(places::remove);
          item.ifPresent(now -> placed(index, now).ifPresent(place -> places.put(place, now)));
        });
  }

  /** Empty for what is not in that index. */
  private Optional<Place> placed(JsonNode index, JsonNode item) {
    String hash = attribute(index, "HASH");
    String range = attribute(index, "RANGE");
    return item.has(hash) && item.has(range)
        ? Optional.of(new Place(text(item, hash), text(item, range), key(item)))
        : Optional.empty();
  }

  private static String text(JsonNode item, String attribute) {
    return item.path(attribute).path("S").asText();
  }

  Stream<ObjectNode> all() {
    return items.values().stream();
  }

  /** Those behind a key, in an order that stays the same. */
  Collection<ObjectNode> after(Optional<String> key) {
    return key.map(last -> items.tailMap(last, false)).orElse(items).values();
  }

  JsonNode index(String name) {
    for (JsonNode index : definition.path("GlobalSecondaryIndexes")) {
      if (index.path("IndexName").asText().equals(name)) {
        return index;
      }
    }
    throw DynamoException.invalid("The table does not have the specified index: " + name);
  }

  /**
   * What of an index meets a query's condition, by its sort key.
   *
   * @param after a place in the index, which the items begin behind; missing: all of them
   */
  Stream<ObjectNode> query(JsonNode index, JsonNode request, JsonNode after) {
    String hashName = attribute(index, "HASH");
    Range hash =
        range(request, hashName)
            .orElseThrow(
                () ->
                    DynamoException.invalid(
                        "Query condition missed key schema element " + hashName));
    Range range = range(request, attribute(index, "RANGE")).orElse(Range.ALL);
    Place from = new Place(hash.from(), range.from(), "");
    NavigableMap<Place, ObjectNode> places =
        indexes.computeIfAbsent(index.path("IndexName").asText(), _ -> places(index));
    return places
        .tailMap(placed(index, after).filter(last -> last.compareTo(from) > 0).orElse(from), false)
        .entrySet()
        .stream()
        .takeWhile(
            entry ->
                entry.getKey().hash().compareTo(hash.to()) <= 0
                    && entry.getKey().range().compareTo(range.to()) <= 0)
        .map(Map.Entry::getValue)
        // Where it is only says where to look; what is not understood must not pass unheard.
        .filter(Expression.of(request, "KeyConditionExpression"));
  }

  private static Optional<Range> range(JsonNode request, String attribute) {
    return Expression.range(request, "KeyConditionExpression", attribute);
  }

  private NavigableMap<Place, ObjectNode> places(JsonNode index) {
    NavigableMap<Place, ObjectNode> places = new TreeMap<>();
    all().forEach(item -> placed(index, item).ifPresent(place -> places.put(place, item)));
    return places;
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
