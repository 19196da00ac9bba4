package com.quickdumpnow.relay.text;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words with placeholders such as <code>{link}</code>. What stands in square brackets disappears
 * when a placeholder in it has no value, and what follows a bar takes its place: <code>[{name},
 * your|Your] load</code>. Braces, brackets and bars are nothing else.
 */
public final class Template {
  private final List<Part> parts;

  private sealed interface Part {}

  private record Words(String words) implements Part {}

  private record Slot(Placeholder placeholder) implements Part {}

  private record Choice(List<Part> filled, List<Part> otherwise) implements Part {}

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * @param allowed the placeholders that have a value where it is used
   * @param required those of them that have to be in it, once
   * @throws MalformedTemplateException with what is wrong
   */
  static Template parse(String source, Set<Placeholder> allowed, Set<Placeholder> required) {
    Template template = new Template(new Reader(source, allowed).read());
    List<Placeholder> used = slots(template.parts).map(Slot::placeholder).toList();
    for (Placeholder placeholder : required) {
      long times = used.stream().filter(placeholder::equals).count();
      if (times != 1) {
        throw new MalformedTemplateException(
            placeholder + " has to be in it " + (times == 0 ? "" : "only ") + "once");
      }
    }
    return template;
  }

  /** A value that is not given, or empty, is missing. */
  String fill(Map<Placeholder, String> values) {
    return fill(parts, values);
  }

  private static String fill(List<Part> parts, Map<Placeholder, String> values) {
    Predicate<Slot> hasValue = slot -> !values.getOrDefault(slot.placeholder(), "").isEmpty();
    return parts.stream()
        .map(
            part ->
                switch (part) {
                  case Words(String words) -> words;
                  case Slot(Placeholder placeholder) -> values.getOrDefault(placeholder, "");
                  case Choice(List<Part> filled, List<Part> otherwise) ->
                      fill(slots(filled).allMatch(hasValue) ? filled : otherwise, values);
                })
        .collect(Collectors.joining());
  }

  private static Stream<Slot> slots(List<Part> parts) {
    return parts.stream()
        .flatMap(
            part ->
                switch (part) {
                  case Words _ -> Stream.empty();
                  case Slot slot -> Stream.of(slot);
                  case Choice(List<Part> filled, List<Part> otherwise) ->
                      Stream.concat(slots(filled), slots(otherwise));
                });
  }

  /** Reads a template from left to right. */
  private static final class Reader {
    private static final String SPECIAL = "{}[]|";

    private final String source;
    private final Set<Placeholder> allowed;
    private int at;

    Reader(String source, Set<Placeholder> allowed) {
      this.source = source;
      this.allowed = allowed.isEmpty() ? EnumSet.noneOf(Placeholder.class) : allowed;
    }

    List<Part> read() {
      List<Part> parts = new ArrayList<>();
      while (at < source.length()) {
        parts.add(source.charAt(at) == '[' ? choice() : simple(false));
      }
      return parts;
    }

    private Choice choice() {
      at++;
      List<Part> filled = untilOneOf("|]");
      List<Part> otherwise = List.of();
      if (source.charAt(at) == '|') {
        at++;
        otherwise = untilOneOf("]");
      }
      at++;
      if (slots(filled).findAny().isEmpty()) {
        throw new MalformedTemplateException("has square brackets without a placeholder in them");
      }
      return new Choice(filled, otherwise);
    }

    private List<Part> untilOneOf(String ends) {
      List<Part> parts = new ArrayList<>();
      while (at < source.length() && ends.indexOf(source.charAt(at)) < 0) {
        parts.add(simple(ends.contains("|")));
      }
      if (at == source.length()) {
        throw new MalformedTemplateException("has a [ without its ]");
      }
      return parts;
    }

    private Part simple(boolean mayBeMissing) {
      if (source.charAt(at) == '{') {
        return slot(mayBeMissing);
      }
      int end = at;
      while (end < source.length() && SPECIAL.indexOf(source.charAt(end)) < 0) {
        end++;
      }
      if (end == at) {
        throw new MalformedTemplateException(
            "has a " + source.charAt(at) + " where it means nothing");
      }
      Words words = new Words(source.substring(at, end));
      at = end;
      return words;
    }

    private Slot slot(boolean mayBeMissing) {
      int end = at + 1;
      while (end < source.length() && SPECIAL.indexOf(source.charAt(end)) < 0) {
        end++;
      }
      if (end == source.length() || source.charAt(end) != '}') {
        throw new MalformedTemplateException("has a { without its }");
      }
      String name = source.substring(at + 1, end);
      Placeholder placeholder =
          Placeholder.named(name)
              .filter(allowed::contains)
              .orElseThrow(
                  () ->
                      new MalformedTemplateException(
                          "has {%s}, which is not known here; allowed are: %s"
                              .formatted(name, Placeholder.list(allowed))));
      if (placeholder.mayBeMissing() && !mayBeMissing) {
        throw new MalformedTemplateException(
            placeholder + " may be missing, so it has to stand in square brackets");
      }
      at = end + 1;
      return new Slot(placeholder);
    }
  }
}
