package com.quickdumpnow.relay.store.register;

import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.table.Table;
import java.time.InstantSource;
import java.util.Random;

class TableRegisterTest extends RegisterContract {
  private final Random random = new Random(1);
  private final Table table = new InMemoryTable();

  @Override
  protected Register register() {
    return new TableRegister(table, "workers", InstantSource.system(), random);
  }
}
