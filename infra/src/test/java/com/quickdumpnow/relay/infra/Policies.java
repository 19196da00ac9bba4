package com.quickdumpnow.relay.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the policies of a template, wherever they stand in a resource. */
final class Policies {
  private Policies() {}

  /** Every statement in those properties. */
  static List<JsonNode> statements(JsonNode properties) {
    List<JsonNode> found = new ArrayList<>();
    properties
        .findValues("Statement")
        .forEach(
            value -> {
              if (value.isArray()) {
                value.forEach(found::add);
              } else {
                found.add(value);
              }
            });
    return found;
  }

  /** A member that may be one value or several, each as text; a function as its JSON. */
  static List<String> values(JsonNode statement, String member) {
    JsonNode value = statement.path(member);
    List<String> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> values.add(text(each)));
    } else if (!value.isMissingNode()) {
      values.add(text(value));
    }
    return values;
  }

  /**
   * A resource as it would read: what a join puts together, with {@code ?} for what is not known.
   */
  private static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    JsonNode parts = value.at("/Fn::Join/1");
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.isTextual() ? part.asText() : "?"));
    return parts.isMissingNode() ? "?" : text.toString();
  }
}
