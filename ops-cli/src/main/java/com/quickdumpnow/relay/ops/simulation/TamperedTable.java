package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.table.Table;
import java.util.Collection;
import java.util.Optional;

/** A table that does something to every write. */
abstract class TamperedTable implements Table {
  final Table table;

  TamperedTable(Table table) {
    this.table = table;
  }

  @Override
  public Found get(Collection<String> keys) {
    return table.get(keys);
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
