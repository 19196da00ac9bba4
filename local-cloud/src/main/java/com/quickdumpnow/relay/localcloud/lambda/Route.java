package com.quickdumpnow.relay.localcloud.lambda;

import com.quickdumpnow.relay.localcloud.web.Form;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route of an {@link HttpApi}.
 *
 * @param method an HTTP method, or {@code ANY}
 * @param template a path such as {@code /jobs/{jobId}/status}, or {@code $default} for what no
 *     other route matches
 */
public record Route(String method, String template, LocalLambda function) {

  private static final String ANY = "ANY";
  private static final String DEFAULT = "$default";

  public Route {
    if (!template.startsWith("/") && !template.equals(DEFAULT)) {
      throw new IllegalArgumentException("a route begins with / or is $default: " + template);
    }
  }

  /** For what no other route matches. */
  public static Route fallback(LocalLambda function) {
    return new Route(ANY, DEFAULT, function);
  }

  boolean isFallback() {
    return template.equals(DEFAULT);
  }

  /** As AWS names it: {@code POST /jobs/{jobId}/status}. */
  String key() {
    return isFallback() ? DEFAULT : method + " " + template;
  }

  boolean takes(String requestMethod) {
    return method.equals(ANY) || method.equals(requestMethod);
  }

  /** The first segment, such as {@code jobs}; empty for the fallback. */
  Optional<String> firstSegment() {
    return isFallback() ? Optional.empty() : Optional.of(segments(template).get(1));
  }

  /** More fixed segments and a fixed method win. */
  long precision() {
    long fixed = segments(template).stream().filter(s -> !isVariable(s)).count();
    return isFallback() ? -1 : 2 * fixed + (method.equals(ANY) ? 0 : 1);
  }

  /** The path parameters, decoded; empty when the path is another one. */
  Optional<Map<String, String>> match(String rawPath) {
    if (isFallback()) {
      return Optional.of(Map.of());
    }
    List<String> wanted = segments(template);
    List<String> given = segments(rawPath);
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      String value = given.get(i);
      if (isVariable(name) && !value.isEmpty()) {
        parameters.put(name.substring(1, name.length() - 1), decoded(value));
      } else if (!name.equals(value)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String decoded(String segment) {
    return Form.decoded(segment.replace("+", "%2B"));
  }

  static List<String> segments(String path) {
    return Arrays.asList(path.split("/", -1));
  }
}
