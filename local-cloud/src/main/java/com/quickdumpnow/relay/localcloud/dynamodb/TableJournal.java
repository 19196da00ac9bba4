package com.quickdumpnow.relay.localcloud.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.http.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables in a file that outlives the process: a line for each table that is made or updated and
 * for each write with all of its items, so that a crash cuts off a whole write or none. At the
 * start it is written anew with what is current. Without a file it keeps nothing.
 */
final class TableJournal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;

  TableJournal(Optional<Path> file) {
    this.file = file;
  }

  /** What the file holds; a line that a crash cut off ends it. */
  Map<String, StoredTable> replay() {
    Map<String, StoredTable> tables = new TreeMap<>();
    for (String line : lines()) {
      try {
        JsonNode entry = JSON.readTree(line);
        String name = entry.path("table").asText();
        if (entry.has("definition")) {
          JsonNode definition = entry.path("definition");
          Optional.ofNullable(tables.get(name))
              .ifPresentOrElse(
                  table -> table.redefine(definition),
                  () -> tables.put(name, new StoredTable(definition)));
        }
        for (JsonNode item : entry.path("items")) {
          Optional.ofNullable(tables.get(name))
              .ifPresent(table -> table.put(item.path("key").asText(), written(item)));
        }
      } catch (IOException _) {
        break;
      }
    }
    file.ifPresent(path -> AtomicFiles.write(path, current(tables).getBytes(UTF_8)));
    return tables;
  }

  private static Optional<ObjectNode> written(JsonNode item) {
    return item.path("item") instanceof ObjectNode now ? Optional.of(now) : Optional.empty();
  }

  private List<String> lines() {
    try {
      return file.isPresent() && Files.exists(file.get())
          ? Files.readAllLines(file.get())
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String current(Map<String, StoredTable> tables) {
    StringBuilder lines = new StringBuilder();
    tables.forEach(
        (name, table) -> {
          lines.append(definition(name, table)).append('\n');
          table
              .all()
              .forEach(
                  item ->
                      lines
                          .append(write(name, Map.of(table.key(item), Optional.of(item))))
                          .append('\n'));
        });
    return lines.toString();
  }

  void defined(String name, StoredTable table) {
    append(definition(name, table));
  }

  void wrote(String name, Map<String, Optional<ObjectNode>> items) {
    append(write(name, items));
  }

  private static ObjectNode definition(String name, StoredTable table) {
    ObjectNode line = JSON.createObjectNode().put("table", name);
    line.set("definition", table.definition());
    return line;
  }

  private static ObjectNode write(String name, Map<String, Optional<ObjectNode>> items) {
    ObjectNode line = JSON.createObjectNode().put("table", name);
    ArrayNode all = line.putArray("items");
    items.forEach(
        (key, item) -> {
          ObjectNode one = all.addObject().put("key", key);
          item.ifPresent(now -> one.set("item", now));
        });
    return line;
  }

  private void append(ObjectNode line) {
    file.ifPresent(path -> AtomicFiles.append(path, (line + "\n").getBytes(UTF_8)));
  }
}
