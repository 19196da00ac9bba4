package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.store.JobArchiveContract;
import com.quickdumpnow.relay.store.MaintenanceStore;

class InMemoryArchiveTest extends JobArchiveContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected MaintenanceStore store() {
    return store;
  }
}
