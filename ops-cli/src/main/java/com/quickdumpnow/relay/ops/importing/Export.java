package com.quickdumpnow.relay.ops.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of one kind out of an export, as they stand there.
 *
 * @param headers the columns, in their order
 */
record Export(List<String> headers, List<Row> rows) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param place where it stands, for people: {@code line 12}, {@code entry 3}
   * @param cells by column, stripped; an empty one is left out
   */
  record Row(String place, Map<String, String> cells) {
    /** Without what stands in it. */
    @Override
    public String toString() {
      return "Row[" + place + "]";
    }
  }

  Export {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  /**
   * What that file holds: CSV with a heading (RFC 4180, of any line ends), or JSON, an array of
   * objects or {@code {"jobs":[…],"trailers":[…]}}.
   *
   * @throws ImportException when it cannot be read, or is neither
   */
  static List<Export> read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ImportException("cannot read " + file + " as UTF-8 text", e);
    }
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    boolean json = content.stripLeading().startsWith("[") || content.stripLeading().startsWith("{");
    return json ? json(file, content) : List.of(csv(file, content));
  }

  private static Export csv(Path file, String content) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true)
            .setDelimiter(delimiter(content))
            .get();
    try (CSVParser parser = CSVParser.parse(content, format)) {
      List<Row> rows = new ArrayList<>();
      // A record of several lines begins where the one before it ended.
      long before = 1;
      for (CSVRecord found : parser) {
        rows.add(new Row("line " + (before + 1), cells(parser.getHeaderNames(), found)));
        before = parser.getCurrentLineNumber();
      }
      return new Export(parser.getHeaderNames(), rows);
    } catch (IOException | UncheckedIOException e) {
      throw new ImportException(
          file + " is no CSV: a quoted cell does not end, or goes on behind its quote", e);
    } catch (IllegalArgumentException e) {
      throw new ImportException(file + " is no CSV: its heading names a column twice", e);
    }
  }

  /** Excel writes semicolons where the decimal sign is a comma. */
  private static String delimiter(String content) {
    String heading = content.lines().findFirst().orElse("");
    return heading.contains(",") ? "," : heading.contains(";") ? ";" : "\t";
  }

  private static Map<String, String> cells(List<String> headers, CSVRecord found) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String header : headers) {
      if (found.isSet(header) && !found.get(header).isBlank()) {
        cells.put(header, found.get(header).strip());
      }
    }
    return cells;
  }

  private static List<Export> json(Path file, String content) {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JacksonException e) {
      throw new ImportException(
          "%s is no JSON, at line %d"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
    List<Export> exports = new ArrayList<>();
    if (root.isArray()) {
      exports.add(entries(root));
    } else {
      root.properties().stream()
          .map(Map.Entry::getValue)
          .filter(JsonNode::isArray)
          .map(Export::entries)
          .forEach(exports::add);
    }
    return exports;
  }

  private static Export entries(JsonNode array) {
    List<Row> rows = new ArrayList<>();
    Set<String> headers = new LinkedHashSet<>();
    for (JsonNode entry : array) {
      Map<String, String> cells = new LinkedHashMap<>();
      flatten("", entry, cells);
      headers.addAll(cells.keySet());
      rows.add(new Row("entry " + (rows.size() + 1), cells));
    }
    return new Export(new ArrayList<>(headers), rows);
  }

  private static void flatten(String prefix, JsonNode object, Map<String, String> into) {
    object
        .properties()
        .forEach(
            member -> {
              String name = prefix + member.getKey();
              if (member.getValue().isObject()) {
                flatten(name + ".", member.getValue(), into);
              } else if (!member.getValue().asText().isBlank()) {
                into.put(name, member.getValue().asText().strip());
              }
            });
  }
}
