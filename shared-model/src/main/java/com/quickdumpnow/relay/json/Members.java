package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A JSON object that a person wrote: every problem is collected, where {@link Fields} stops at the
 * first. What is absent, or is a problem, comes as empty.
 */
final class Members {
  private final Map<String, Json> members;
  private final String pointer;
  private final List<String> problems;
  private final Set<String> known = new HashSet<>();

  /**
   * @param problems takes what is wrong here
   */
  Members(Json json, String pointer, List<String> problems) {
    this.pointer = pointer;
    this.problems = problems;
    if (json instanceof Json.Obj(var object)) {
      this.members = object;
    } else {
      this.members = Map.of();
      problem("", "is not an object");
    }
  }

  Members at(String below, Json json) {
    return new Members(json, pointer + below, problems);
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  void problem(String below, String wrong) {
    String place = pointer + below;
    problems.add((place.isEmpty() ? "the top level" : place) + " " + wrong);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  <T> Optional<T> required(String name, Optional<T> value) {
    if (!has(name)) {
      problem("/" + name, "is missing");
    }
    return value;
  }

  Optional<List<Json>> array(String name) {
    return read(
        name,
        "is not an array",
        json -> json instanceof Json.Arr(var items) ? Optional.of(items) : Optional.empty());
  }

  Optional<Members> object(String name) {
    known.add(name);
    return Optional.ofNullable(members.get(name)).map(json -> at("/" + name, json));
  }

  Optional<Boolean> truth(String name) {
    return read(
        name,
        "is neither true nor false",
        json ->
            json == Json.Word.TRUE
                ? Optional.of(true)
                : json == Json.Word.FALSE ? Optional.of(false) : Optional.empty());
  }

  Optional<Double> positive(String name) {
    return read(
        name,
        "is not a positive number",
        json ->
            json instanceof Json.Num(var text)
                ? Optional.of(Double.valueOf(text)).filter(number -> number > 0)
                : Optional.empty());
  }

  Optional<Integer> count(String name, int max) {
    return read(
        name,
        "is not a whole number from 1 to " + max,
        json ->
            json instanceof Json.Num(var text) && text.matches("[1-9]\\d{0,8}")
                ? Optional.of(Integer.valueOf(text)).filter(number -> number <= max)
                : Optional.empty());
  }

  /** Positive, ISO-8601. */
  Optional<Duration> duration(String name) {
    return read(
        name,
        "is not a positive duration such as PT5M",
        json -> text(json).flatMap(Members::parsed).filter(Duration::isPositive));
  }

  Optional<String> matching(String name, String pattern, String rule) {
    return read(name, "is not " + rule, json -> text(json).filter(text -> text.matches(pattern)));
  }

  <T> Optional<T> word(String name, Function<String, Optional<T>> lookup, String words) {
    return read(name, "is none of " + words, json -> text(json).flatMap(lookup));
  }

  /** A text that {@code parse} turns into a value or refuses with IllegalArgumentException. */
  <T> Optional<T> value(String name, Function<String, T> parse, String rule) {
    return read(
        name,
        "is not " + rule,
        json ->
            text(json)
                .flatMap(
                    text -> {
                      try {
                        return Optional.of(parse.apply(text));
                      } catch (IllegalArgumentException _) {
                        return Optional.empty();
                      }
                    }));
  }

  /** The same, but what {@code parse} refuses it for is said in the words of its exception. */
  <T> Optional<T> explained(String name, Function<String, T> parse) {
    Optional<String> text = read(name, "is not a text", Members::text);
    try {
      return text.map(parse);
    } catch (IllegalArgumentException e) {
      problem("/" + name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A sum of US dollars. */
  Optional<Money> money(String name) {
    return read(
        name,
        "is not " + Money.RULE,
        json -> json instanceof Json.Num(var text) ? dollars(text) : Optional.empty());
  }

  /** The names of all members, each of which counts as asked for. */
  Set<String> names() {
    known.addAll(members.keySet());
    return members.keySet();
  }

  /** A member that nobody asked for is most likely misspelt. */
  void refuseTheRest() {
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        problem("/" + name, "is not known here");
      }
    }
  }

  private <T> Optional<T> read(String name, String wrong, Function<Json, Optional<T>> reader) {
    known.add(name);
    Json json = members.get(name);
    if (json == null) {
      return Optional.empty();
    }
    Optional<T> value = reader.apply(json);
    if (value.isEmpty()) {
      problem("/" + name, wrong);
    }
    return value;
  }

  private static Optional<String> text(Json json) {
    return json instanceof Json.Str(var value) ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Money> dollars(String number) {
    try {
      return Optional.of(Money.of(new BigDecimal(number)));
    } catch (ArithmeticException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> parsed(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
