package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.table.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes an item that is not there yet whatever the store says of itself. */
final class CarelessTable implements Table {
  private final Table table;

  CarelessTable(Table table) {
    this.table = table;
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    boolean creates =
        edits.stream().anyMatch(edit -> edit instanceof Edit.Put && edit.onto().isEmpty());
    List<Edit> left =
        creates
            ? edits.stream()
                .filter(edit -> !(edit instanceof Edit.Check && edit.key().startsWith("settings")))
                .toList()
            : edits;
    return table.write(left, token);
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
