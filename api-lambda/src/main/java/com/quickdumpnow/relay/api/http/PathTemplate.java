package com.quickdumpnow.relay.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters, as OpenAPI writes it: {@code /jobs/{jobId}/status}. A parameter is one
 * segment and never empty.
 */
public record PathTemplate(String text) {
  /** The parameters of {@code path}, decoded; empty when it has another form. */
  Optional<Map<String, String>> match(String path) {
    List<String> wanted = segments(text);
    List<String> given = segments(path);
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      if (name.startsWith("{") && !given.get(i).isEmpty()) {
        parameters.put(name.substring(1, name.length() - 1), decoded(given.get(i)));
      } else if (!name.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  /** A plus is a plus: only in a query it stands for a space. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segment;
    }
  }
}
