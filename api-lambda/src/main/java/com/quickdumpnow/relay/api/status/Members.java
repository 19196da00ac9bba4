package com.quickdumpnow.relay.api.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.lambda.Problem.FieldError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a JSON object member by member and collects what is wrong with each. A member of another
 * type than wanted, {@code null} included, is wrong; one that nobody asked for is too, since it may
 * be a misspelt one.
 */
final class Members {
  /** A member name that may be repeated to the caller: it can't be a phone, an email or a token. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z][A-Za-z_]{0,39}");

  private final ObjectNode object;
  private final String pointer;
  private final List<FieldError> problems;
  private final Set<String> known = new LinkedHashSet<>();

  /**
   * @param pointer to {@code object} in the body; empty for the body itself
   * @param problems collects
   */
  Members(ObjectNode object, String pointer, List<FieldError> problems) {
    this.object = object;
    this.pointer = pointer;
    this.problems = problems;
  }

  /**
   * A string that {@code parse} makes a value of.
   *
   * @param rule what would be right, in words that follow "use "
   * @param parse throws {@link IllegalArgumentException} when it can't
   */
  <T> Optional<T> text(String name, String rule, Function<String, T> parse) {
    return member(name, rule, JsonNode::isTextual, node -> parse.apply(node.textValue()));
  }

  <T> Optional<T> number(String name, String rule, Function<JsonNode, T> parse) {
    return member(name, rule, JsonNode::isNumber, parse);
  }

  /** What {@code read} makes of an object; it reports its own problems. */
  <T> Optional<T> object(String name, Function<Members, T> read) {
    return member(
        name,
        "a JSON object",
        JsonNode::isObject,
        node -> {
          Members members = new Members((ObjectNode) node, pointer + "/" + name, problems);
          T value = read.apply(members);
          members.refuseOthers();
          return value;
        });
  }

  boolean has(String name) {
    return object.has(name);
  }

  void reject(String name, String rule) {
    problems.add(new FieldError(pointer + "/" + name, "use " + rule));
  }

  /** Reports every member that was not asked for. */
  void refuseOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    new FieldError(
                        HARMLESS.matcher(name).matches() ? pointer + "/" + name : pointer,
                        "an unknown member; known are " + String.join(", ", known)));
              }
            });
  }

  private <T> Optional<T> member(
      String name, String rule, Function<JsonNode, Boolean> isFit, Function<JsonNode, T> parse) {
    known.add(name);
    JsonNode node = object.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (isFit.apply(node)) {
      try {
        return Optional.of(parse.apply(node));
      } catch (IllegalArgumentException _) {
        // Its message may repeat the value; the rule says what would be right.
      }
    }
    reject(name, node.isNull() ? rule + "; or leave it out to keep what is there" : rule);
    return Optional.empty();
  }
}
