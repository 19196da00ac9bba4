package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Takes no notice of a failed condition. */
final class OverwritingTable extends TamperedTable {
  OverwritingTable(Table table) {
    super(table);
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    Outcome outcome = table.write(edits, token);
    return outcome instanceof Outcome.Overtaken
        ? table.write(edits.stream().map(this::ontoCurrent).toList(), token + "!")
        : outcome;
  }

  private Edit ontoCurrent(Edit edit) {
    Collection<String> key = List.of(edit.key());
    Optional<String> onto = table.get(key).items().stream().map(Item::stamp).findFirst();
    return switch (edit) {
      case Edit.Put put -> new Edit.Put(put.item(), onto);
      case Edit.Delete delete -> new Edit.Delete(delete.key(), onto);
      case Edit.Check check -> new Edit.Check(check.key(), onto);
    };
  }
}
