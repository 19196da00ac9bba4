package com.quickdumpnow.relay.store.dynamodb;

import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreLookupsContract;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;

class DynamoLookupsIT extends StoreLookupsContract {
  private final DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable());
  private final TableStore store =
      new TableStore(table, Clockwork.system(), new Random(), StoreListener.NONE);

  @AfterEach
  void close() {
    table.close();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }
}
