package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreLookupsContract;

class InMemoryLookupsTest extends StoreLookupsContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected MaintenanceStore store() {
    return store;
  }
}
