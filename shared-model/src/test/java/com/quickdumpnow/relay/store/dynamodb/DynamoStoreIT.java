package com.quickdumpnow.relay.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.store.Contention;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.SpendingCrowd;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.table.LossyTable;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole contract, and the crowd, over DynamoDB's own protocol. */
class DynamoStoreIT extends MaintenanceStoreContract {
  private final DynamoTable table = DynamoUnderTest.table(DynamoUnderTest.newTable());
  private final TableStore store = store(table);

  private static TableStore store(Table table) {
    return new TableStore(table, Clockwork.system(), new Random(), StoreListener.NONE);
  }

  @AfterEach
  void close() {
    table.close();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @Test
  void changes_byACrowdWithLostAnswers_areAllThereOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("lost answers from seed " + seed);
    List<LossyTable> lossy = new ArrayList<>();
    List<TableStore> stores = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      lossy.add(new LossyTable(table, seed + i));
      stores.add(store(lossy.getLast()));
    }

    Contention.run(stores, 4, 800);

    assertThat(lossy.stream().mapToInt(LossyTable::lost).sum()).isPositive();
  }

  @Test
  void claims_byACrowdWithALimit_spendItAndNoMore() throws Exception {
    long seed = System.nanoTime();
    System.out.println("lost answers from seed " + seed);

    List<TableStore> stores = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      stores.add(store(i < 2 ? new LossyTable(table, seed + i) : table));
    }

    SpendingCrowd.run(stores, 60, 40);
  }
}
