package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import java.util.List;

/** Knows the last commit only, and no transaction that it carried out. */
final class ForgetfulTable extends TamperedTable {
  private long tries;

  ForgetfulTable(Table table) {
    super(table);
  }

  @Override
  public Outcome write(List<Edit> edits, String token) {
    Outcome outcome = table.write(edits, "try-" + ++tries + "-" + token.hashCode());
    return outcome instanceof Outcome.Overtaken(List<Item> current)
        ? new Outcome.Overtaken(current.stream().map(ForgetfulTable::withLastCommitOnly).toList())
        : outcome;
  }

  private static Item withLastCommitOnly(Item item) {
    return new Item(item.key(), item.json(), List.of(item.commits().getLast()), item.places());
  }
}
