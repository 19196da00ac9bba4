package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Extras;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads a JSON object member by member and remembers which were read; the rest are {@link
 * #extras()}. A member that is {@code null} counts as absent. Everything throws {@link
 * BadJsonException} with the member's pointer.
 */
final class Fields {
  private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

  private final Map<String, Json> members;
  private final Supplier<String> pointer;

  /** Of the members that are there. */
  private final Set<String> read;

  private Fields(Map<String, Json> members, Supplier<String> pointer) {
    this.members = members;
    this.pointer = pointer;
    this.read = HashSet.newHashSet(members.size());
  }

  static Fields of(Json json) {
    return of(json, () -> "");
  }

  private static Fields of(Json json, Supplier<String> pointer) {
    if (json instanceof Json.Obj(var members)) {
      return new Fields(members, pointer);
    }
    throw new BadJsonException(pointer.get(), "not an object");
  }

  String text(String name) {
    return required(name, maybeText(name));
  }

  Optional<String> maybeText(String name) {
    return member(name).map(json -> textOf(name, json));
  }

  /** The first of a list of texts; empty when there is none. */
  Optional<String> maybeFirstText(String name) {
    return member(name)
        .map(
            json -> {
              if (!(json instanceof Json.Arr(var items))) {
                throw bad(name, "not an array");
              }
              return items;
            })
        .flatMap(items -> items.stream().findFirst())
        .map(item -> textOf(name, item));
  }

  /** A text that {@code parse} turns into a value or refuses with IllegalArgumentException. */
  <T> T value(String name, Function<String, T> parse) {
    return required(name, maybe(name, parse));
  }

  <T> Optional<T> maybe(String name, Function<String, T> parse) {
    return maybeText(name).map(text -> checked(name, () -> parse.apply(text)));
  }

  /** A text that names one of a fixed set. */
  <T> T word(String name, Function<String, Optional<T>> lookup) {
    return lookup.apply(text(name)).orElseThrow(() -> bad(name, "not a word that is known here"));
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return required(name, maybeConstant(name, type));
  }

  <E extends Enum<E>> Optional<E> maybeConstant(String name, Class<E> type) {
    return maybeText(name)
        .map(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(text)) {
                  return constant;
                }
              }
              throw bad(name, "not a word that is known here");
            });
  }

  Instant instant(String name) {
    return required(name, maybeInstant(name));
  }

  Optional<Instant> maybeInstant(String name) {
    return maybeText(name)
        .map(
            text -> {
              try {
                return Iso8601.instant(text);
              } catch (DateTimeParseException _) {
                throw bad(name, "not an ISO-8601 instant");
              }
            });
  }

  Duration duration(String name) {
    try {
      return Iso8601.duration(text(name));
    } catch (DateTimeParseException _) {
      throw bad(name, "not an ISO-8601 duration");
    }
  }

  long wholeNumber(String name) {
    return required(name, maybeWholeNumber(name));
  }

  Optional<Long> maybeWholeNumber(String name) {
    return maybeNumber(name, Long::valueOf);
  }

  int smallNumber(String name) {
    return required(name, maybeSmallNumber(name));
  }

  Optional<Integer> maybeSmallNumber(String name) {
    return maybeNumber(name, Integer::valueOf);
  }

  Optional<BigDecimal> maybeDecimal(String name) {
    return maybeNumber(name, BigDecimal::new);
  }

  boolean truth(String name) {
    Json json = required(name, member(name));
    if (json == Json.Word.TRUE || json == Json.Word.FALSE) {
      return json == Json.Word.TRUE;
    }
    throw bad(name, "neither true nor false");
  }

  double real(String name) {
    return required(name, maybeNumber(name, Double::valueOf));
  }

  Fields object(String name) {
    return required(name, maybeObject(name));
  }

  Optional<Fields> maybeObject(String name) {
    return member(name).map(json -> of(json, () -> at(name)));
  }

  /** A list of objects; an absent one is empty. */
  <T> List<T> maybeList(String name, Function<Fields, T> item) {
    return member(name).isPresent() ? list(name, item) : List.of();
  }

  <T> List<T> list(String name, Function<Fields, T> item) {
    if (!(required(name, member(name)) instanceof Json.Arr(var items))) {
      throw bad(name, "not an array");
    }
    List<T> list = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      int index = i;
      Fields fields = of(items.get(i), () -> at(name) + "/" + index);
      list.add(fields.checked(() -> item.apply(fields)));
    }
    return list;
  }

  /** A list of nothing but indices; an absent one is empty. */
  List<Integer> places(String name) {
    if (member(name).isEmpty()) {
      return List.of();
    }
    if (!(required(name, member(name)) instanceof Json.Arr(var items))) {
      throw bad(name, "not an array");
    }
    List<Integer> places = new ArrayList<>(items.size());
    for (Json item : items) {
      if (!(item instanceof Json.Num(var text)) || !PLACE.matcher(text).matches()) {
        throw bad(name, "not a place");
      }
      places.add(Integer.valueOf(text));
    }
    return places;
  }

  /** Refuses what was written by another version than this release reads. */
  void checkVersion(String name, int known) {
    int version = smallNumber(name);
    if (version != known) {
      throw bad(name, "this release reads " + known + ", not " + version);
    }
  }

  /** Declares members that are derived from others: known, but not read. */
  void derived(String... names) {
    for (String name : names) {
      if (members.containsKey(name)) {
        read.add(name);
      }
    }
  }

  /** All members nobody has asked for so far. */
  Extras extras() {
    if (read.size() == members.size()) {
      return Extras.NONE;
    }
    Map<String, String> unread = new LinkedHashMap<>();
    members.forEach(
        (name, json) -> {
          if (!read.contains(name)) {
            StringBuilder text = new StringBuilder();
            json.print(text);
            unread.put(name, text.toString());
          }
        });
    return new Extras(unread);
  }

  /** Turns a record's refusal of its components into one that says where. */
  <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new BadJsonException(pointer.get(), String.valueOf(e.getMessage()));
    }
  }

  BadJsonException bad(String name, String problem) {
    return new BadJsonException(at(name), problem);
  }

  private <T> T checked(String name, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw bad(name, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Json> member(String name) {
    Json json = members.get(name);
    if (json == null) {
      return Optional.empty();
    }
    read.add(name);
    return json == Json.Word.NULL ? Optional.empty() : Optional.of(json);
  }

  private <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> bad(name, "missing"));
  }

  private String textOf(String name, Json json) {
    if (json instanceof Json.Str(var value)) {
      return value;
    }
    throw bad(name, "not a string");
  }

  private <N extends Number> Optional<N> maybeNumber(String name, Function<String, N> parse) {
    return member(name)
        .map(
            json -> {
              if (!(json instanceof Json.Num(var text))) {
                throw bad(name, "not a number");
              }
              try {
                return parse.apply(text);
              } catch (NumberFormatException _) {
                throw bad(name, "not a number of the right kind or size");
              }
            });
  }

  private String at(String name) {
    return pointer.get() + "/" + name;
  }
}
