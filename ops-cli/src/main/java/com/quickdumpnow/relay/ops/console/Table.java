package com.quickdumpnow.relay.ops.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Help.TextTable.Cell;

/**
 * Rows of named cells, for people or for programs. A cell is text, a number, a truth value, an
 * {@link Instant}, or an {@link Optional} of one of them. Not thread-safe.
 */
public final class Table {
  private static final int GAP = 2;
  private static final int NARROWEST = 6;

  /** To the second, which is what a person reads; programs get all of it. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<String> names;
  private final List<List<Object>> rows = new ArrayList<>();

  private Table(List<String> names) {
    this.names = names;
  }

  /**
   * @param names of the columns in camel case: what JSON calls them, and in words the headings
   */
  public static Table of(String... names) {
    return new Table(List.of(names));
  }

  /**
   * @throws IllegalArgumentException unless there is a cell for each column
   */
  public Table row(Object... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException("%d cells for %s".formatted(cells.length, names));
    }
    rows.add(List.of(cells));
    return this;
  }

  public int size() {
    return rows.size();
  }

  Table first(int most) {
    Table some = new Table(names);
    some.rows.addAll(rows.subList(0, Math.min(most, rows.size())));
    return some;
  }

  void writeTo(ArrayNode json) {
    for (List<Object> row : rows) {
      ObjectNode entry = json.addObject();
      for (int i = 0; i < names.size(); i++) {
        JsonCells.put(entry, names.get(i), row.get(i));
      }
    }
  }

  /**
   * As text, no line of it wider than {@code width}: the widest columns give way first, and their
   * cells wrap.
   */
  String text(ColorScheme colours, int width) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(names.stream().map(Table::heading).toList());
    rows.forEach(row -> cells.add(row.stream().map(Table::shown).toList()));
    int[] widths = widths(cells, width);
    TextTable table =
        TextTable.forColumns(
            colours,
            Arrays.stream(widths)
                .mapToObj(w -> new Column(w, 0, Column.Overflow.WRAP))
                .toArray(Column[]::new));
    for (int i = 0; i < cells.size(); i++) {
      boolean isHeading = i == 0;
      int line = table.rowCount();
      table.addEmptyRow();
      // By themselves, as the library begins each cell where the one before it has ended.
      for (int column = 0; column < names.size(); column++) {
        String cell = cells.get(i).get(column);
        Cell _ = table.putValue(line, column, isHeading ? bold(colours, cell) : colours.text(cell));
      }
    }
    return table.toString();
  }

  private static Text bold(ColorScheme colours, String words) {
    return colours.ansi().new Text("@|bold " + words + "|@", colours);
  }

  private int[] widths(List<List<String>> cells, int most) {
    int[] widths =
        IntStream.range(0, names.size())
            .map(column -> widest(cells, column) + (column < names.size() - 1 ? GAP : 1))
            .toArray();
    while (Arrays.stream(widths).sum() > most) {
      int widest =
          IntStream.range(0, widths.length)
              .boxed()
              .max(Comparator.comparingInt(column -> widths[column]))
              .orElseThrow();
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widest(List<List<String>> cells, int column) {
    return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String heading(String name) {
    return name.replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
  }

  private static String shown(Object cell) {
    return switch (cell) {
      case Optional<?> maybe -> maybe.map(Table::shown).orElse("");
      case Instant instant -> TIME.format(instant);
      case Boolean truth -> truth ? "yes" : "no";
      // What a stranger wrote must not move the cursor.
      default -> cell.toString().replaceAll("\\p{Cntrl}", " ");
    };
  }
}
