package com.quickdumpnow.relay.localcloud.testing.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Changes a JSON text by what it is made of: members are dropped, doubled, renamed, replaced,
 * wrapped and swapped. Now and then the text itself is changed, too.
 */
public final class JsonMutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEEPEST = 3_000;

  /** Marks the second of two members of one name until it is text. */
  private static final String TWIN = "twin-";

  private static final List<String> RAW =
      List.of(
          "null",
          "true",
          "false",
          "{}",
          "[]",
          "[[]]",
          "[null]",
          "0",
          "-0",
          "-1",
          "0.1",
          "7.0",
          "1e9999",
          "-1e9999",
          "1e-9999",
          "2147483648",
          "9223372036854775808",
          "123456789".repeat(50),
          "0." + "3".repeat(400),
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\"");

  private JsonMutations() {}

  /**
   * One to four changes.
   *
   * @param valid a JSON object
   */
  public static String mutate(Random random, String valid) {
    JsonNode root = tree(valid);
    for (int i = random.nextInt(4); i >= 0; i--) {
      change(random, root);
    }
    String text = text(root).replace("\"" + TWIN, "\"");
    return random.nextInt(5) == 0 ? TextMutations.mutate(random, text) : text;
  }

  private static void change(Random random, JsonNode root) {
    List<ObjectNode> objects = new ArrayList<>();
    List<ArrayNode> arrays = new ArrayList<>();
    collect(root, objects, arrays);
    if (!arrays.isEmpty() && random.nextInt(5) == 0) {
      change(random, arrays.get(random.nextInt(arrays.size())));
    } else if (!objects.isEmpty()) {
      change(random, objects.get(random.nextInt(objects.size())));
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
    switch (node) {
      case ObjectNode object -> objects.add(object);
      case ArrayNode array -> arrays.add(array);
      default -> {}
    }
    node.forEach(child -> collect(child, objects, arrays));
  }

  private static void change(Random random, ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.set(OddText.any(random), value(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    JsonNode old = object.path(name);
    switch (random.nextInt(9)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(TWIN + name, random.nextBoolean() ? old.deepCopy() : value(random));
      case 2 -> object.set(name, wrapped(random, old));
      case 3 -> {
        object.remove(name);
        object.set(TextMutations.mutate(random, name), old);
      }
      case 4 -> object.set(name, object.path(names.get(random.nextInt(names.size()))).deepCopy());
      case 5 -> object.set(OddText.any(random), value(random));
      case 6 ->
          object.put(
              name, old.isTextual() ? TextMutations.mutate(random, old.asText()) : old.asText());
      default -> object.set(name, value(random));
    }
  }

  private static void change(Random random, ArrayNode array) {
    if (array.isEmpty() || random.nextInt(4) == 0) {
      array.add(value(random));
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(index);
      case 1 -> array.add(array.get(index).deepCopy());
      case 2 -> array.set(index, wrapped(random, array.get(index)));
      default -> array.set(index, value(random));
    }
  }

  private static JsonNode wrapped(Random random, JsonNode value) {
    return random.nextBoolean()
        ? JSON.createArrayNode().add(value)
        : JSON.createObjectNode().set("value", value);
  }

  private static JsonNode value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> raw(nested(1 + random.nextInt(DEEPEST), random.nextBoolean()));
      case 1, 2, 3 -> JsonNodeFactory.instance.textNode(OddText.any(random));
      default -> raw(RAW.get(random.nextInt(RAW.size())));
    };
  }

  private static String nested(int depth, boolean objects) {
    return objects
        ? "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)
        : "[".repeat(depth) + "]".repeat(depth);
  }

  private static JsonNode raw(String json) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("what is mutated has to be right", e);
    }
  }

  private static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }
}
