package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Random;

/** The whole contract on a table that loses answers, is busy, and reads in parts. */
class FaultyTableStoreTest extends MaintenanceStoreContract {
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
