package com.quickdumpnow.relay.ops.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Help.ColorScheme;

/**
 * What a command found or did, once: for people in the order in which it was said, for programs as
 * one JSON object. Not thread-safe.
 */
public final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<BiFunction<ColorScheme, Integer, String>> parts = new ArrayList<>();
  private final ObjectNode json = JSON.createObjectNode();

  /**
   * What is wrong with a file, a line each.
   *
   * @param fine what is said of it when nothing is
   */
  public static Report ofProblems(Path file, List<String> problems, String fine) {
    Table table = Table.of("problem");
    problems.forEach(table::row);
    return new Report()
        .table("problems", table)
        .say(
            problems.isEmpty()
                ? file + " " + fine
                : "%s: %d problems.".formatted(file, problems.size()));
  }

  /** A line for people alone; {@code @|bold …|@} is picocli's markup. */
  public Report say(String words) {
    parts.add((colours, _) -> colours.ansi().string(words) + System.lineSeparator());
    return this;
  }

  /** A line that begins with picocli's markup and goes on with what strangers wrote. */
  public Report say(String words, String quoted) {
    // What a stranger wrote must not move the cursor.
    String plain = quoted.replaceAll("\\p{Cntrl}", " ");
    parts.add((colours, _) -> colours.ansi().string(words) + plain + System.lineSeparator());
    return this;
  }

  /** A line that quotes what strangers wrote, and so is no markup. */
  public Report quote(String words) {
    parts.add((_, _) -> words + System.lineSeparator());
    return this;
  }

  /** A fact for programs alone. */
  public Report fact(String name, Object value) {
    JsonCells.put(json, name, value);
    return this;
  }

  /** One fact in words, and for programs by its name. */
  public Report fact(String name, Object value, String words) {
    return fact(name, value).say(words);
  }

  /** A table for programs alone. */
  public Report facts(String name, Table table) {
    table.writeTo(json.putArray(name));
    return this;
  }

  /** A table; nothing is shown to people when it is empty. */
  public Report table(String name, Table table) {
    table.writeTo(json.putArray(name));
    if (table.size() > 0) {
      parts.add(table::text);
    }
    return this;
  }

  /** The same, of which people see the first {@code most} rows. */
  public Report table(String name, Table table, int most) {
    table.writeTo(json.putArray(name));
    if (table.size() > 0) {
      parts.add(table.first(most)::text);
    }
    if (table.size() > most) {
      say("… and %d more; --json has all".formatted(table.size() - most));
    }
    return this;
  }

  String text(ColorScheme colours, int width) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.apply(colours, width)));
    return text.toString();
  }

  String json() {
    return json.toPrettyString() + System.lineSeparator();
  }
}
