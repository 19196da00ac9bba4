package com.quickdumpnow.relay.localcloud.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** All tables. Every method holds the one lock, so each is atomic. */
final class Tables {
  private final TableJournal journal;
  private final Map<String, StoredTable> tables;

  Tables(TableJournal journal) {
    this.journal = journal;
    this.tables = journal.replay();
  }

  /** What is done to a table by itself. */
  interface Work<T> {
    T on(StoredTable table);
  }

  synchronized void create(String name, StoredTable table) {
    if (tables.putIfAbsent(name, table) != null) {
      throw new DynamoException(400, "ResourceInUseException", "Table already exists: " + name);
    }
    journal.defined(name, table);
  }

  synchronized <T> T read(String name, Work<T> work) {
    return work.on(table(name));
  }

  /** Changes what is said of a table, not its items. */
  synchronized <T> T update(String name, Work<T> work) {
    StoredTable table = table(name);
    T result = work.on(table);
    journal.defined(name, table);
    return result;
  }

  /**
   * @param edit gives the items by key as they shall be, an empty one for one that shall go; what
   *     it throws leaves all as it was
   */
  synchronized void write(String name, Work<Map<String, Optional<ObjectNode>>> edit) {
    StoredTable table = table(name);
    Map<String, Optional<ObjectNode>> items = edit.on(table);
    if (!items.isEmpty()) {
      journal.wrote(name, items);
      items.forEach(table::put);
    }
  }

  private StoredTable table(String name) {
    StoredTable table = tables.get(name);
    if (table == null) {
      throw DynamoException.noSuchTable();
    }
    return table;
  }
}
