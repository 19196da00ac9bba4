package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Extras;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes a JSON object member by member, in the order of the calls. */
final class ObjectText {
  private final StringBuilder out;
  private final List<String> names = new ArrayList<>();

  private ObjectText(StringBuilder out) {
    this.out = out;
  }

  static void append(StringBuilder out, Consumer<ObjectText> members) {
    out.append('{');
    members.accept(new ObjectText(out));
    out.append('}');
  }

  /** The text of an object without its closing brace, for more members to follow. */
  static String open(Consumer<ObjectText> members) {
    String text = of(members);
    return text.substring(0, text.length() - 1);
  }

  static String of(Consumer<ObjectText> members) {
    StringBuilder out = new StringBuilder();
    append(out, members);
    return out.toString();
  }

  void text(String name, String value) {
    begin(name);
    Json.quote(value, out);
  }

  /** Always present; {@code null} when empty. */
  void textOrNull(String name, Optional<String> value) {
    value.ifPresentOrElse(text -> text(name, text), () -> literal(name, "null"));
  }

  /** Absent when empty, like everything called {@code maybe}. */
  void maybeText(String name, Optional<String> value) {
    value.ifPresent(text -> text(name, text));
  }

  void instant(String name, Instant value) {
    text(name, Iso8601.text(value));
  }

  void maybeInstant(String name, Optional<Instant> value) {
    value.ifPresent(instant -> instant(name, instant));
  }

  void number(String name, Number value) {
    literal(name, value.toString());
  }

  void truth(String name, boolean value) {
    literal(name, Boolean.toString(value));
  }

  void maybeNumber(String name, Optional<? extends Number> value) {
    value.ifPresent(number -> number(name, number));
  }

  void object(String name, Consumer<ObjectText> members) {
    begin(name);
    append(out, members);
  }

  <T> void maybeObject(String name, Optional<T> value, BiConsumer<ObjectText, T> members) {
    value.ifPresent(present -> object(name, object -> members.accept(object, present)));
  }

  <T> void list(String name, Collection<T> items, BiConsumer<ObjectText, T> members) {
    begin(name);
    out.append('[');
    String separator = "";
    for (T item : items) {
      out.append(separator);
      append(out, object -> members.accept(object, item));
      separator = ",";
    }
    out.append(']');
  }

  <T> void maybeList(String name, Collection<T> items, BiConsumer<ObjectText, T> members) {
    if (!items.isEmpty()) {
      list(name, items, members);
    }
  }

  /** A member that is written here already keeps the value it has here. */
  void extras(Extras extras) {
    extras
        .json()
        .forEach(
            (name, text) -> {
              if (!names.contains(name)) {
                // Parsed once more: a text that is no JSON would break the whole document.
                Json json = Json.parse(text);
                begin(name);
                json.print(out);
              }
            });
  }

  private void literal(String name, String value) {
    begin(name);
    out.append(value);
  }

  private void begin(String name) {
    if (!names.isEmpty()) {
      out.append(',');
    }
    names.add(name);
    Json.quote(name, out);
    out.append(':');
  }
}
