package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreLookupsContract;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Random;

/** The same on a table that fails. */
class FaultyTableLookupsTest extends StoreLookupsContract {
  private final TableStore store =
      new TableStore(
          new LossyTable(new InMemoryTable(), seed()),
          Clockwork.system(),
          new Random(),
          StoreListener.NONE);

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("faults from seed " + seed);
    return seed;
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }
}
