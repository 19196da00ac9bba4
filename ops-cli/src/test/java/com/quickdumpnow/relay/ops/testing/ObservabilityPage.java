package com.quickdumpnow.relay.ops.testing;

import com.quickdumpnow.relay.ops.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/observability.md}, whose tables are compared with what they are about. */
public final class ObservabilityPage {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private final List<String> lines;

  private ObservabilityPage(List<String> lines) {
    this.lines = lines;
  }

  public static ObservabilityPage read() {
    return new ObservabilityPage(file("docs/observability.md").lines().toList());
  }

  /** A file of the source tree. */
  public static String file(String path) {
    Path file = Installation.find().home().resolve(path);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cells of the table below {@code heading}, row by row, without its head. */
  public List<List<String>> table(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> List.of(line.substring(1).split("\\|")).stream().map(String::strip).toList())
        .toList();
  }

  /** The names in the first column of the table below {@code heading}. */
  public Set<String> names(String heading) {
    Set<String> names = new TreeSet<>();
    table(heading).forEach(row -> names.addAll(names(row, 0)));
    return names;
  }

  /** What stands in code style in a cell. */
  public static List<String> names(List<String> row, int column) {
    Matcher names = NAME.matcher(row.get(column));
    return names.results().map(found -> found.group(1)).toList();
  }
}
