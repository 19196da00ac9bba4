package com.quickdumpnow.relay.store.table;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A table that is another one. */
class PassingTable implements Table {
  private final Table table;

  PassingTable(Table table) {
    this.table = table;
  }

  @Override
  public Found get(Collection<String> keys) {
    return table.get(keys);
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    return table.write(edits, token);
  }

  @Override
  public Slice query(Query query) {
    return table.query(query);
  }

  @Override
  public Items scan(Optional<String> after) {
    return table.scan(after);
  }

  @Override
  public void count(String counter) {
    table.count(counter);
  }

  @Override
  public Counted counted(Collection<String> counters) {
    return table.counted(counters);
  }
}
