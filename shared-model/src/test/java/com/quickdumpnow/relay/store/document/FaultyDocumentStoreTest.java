package com.quickdumpnow.relay.store.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Contention;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole contract, and the crowd, on an object store that fails every third time. */
class FaultyDocumentStoreTest extends MaintenanceStoreContract {
  private static final String KEY = "maintenance.json";

  private final FakeObjectStore objects = new FakeObjectStore();
  private final RecordingListener listener = new RecordingListener();
  private final DocumentStore store =
      new DocumentStore(objects, KEY, new SettableClock(), new Random(), listener);

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @BeforeEach
  void createDocument() {
    long seed = System.nanoTime();
    System.out.println("faults from seed " + seed);
    objects.failAtRandom(new Random(seed), percent -> percent < 33);
    store.create(MaintenanceDocument.EMPTY);
  }

  @Test
  void changes_byACrowdWithLostAnswers_areAllThereOnce() throws Exception {
    List<DocumentStore> stores = new ArrayList<>();
    Clockwork clock = new HastyClock();
    for (int i = 0; i < 8; i++) {
      stores.add(new DocumentStore(objects, KEY, clock, new Random(), listener));
    }

    Contention.run(stores, 8, 2_000);

    assertThat(listener.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
    assertThat(listener.batches).anyMatch(size -> size > 1);
    assertThat(listener.ownWrites).isPositive();
    assertThat(listener.conflicts).isPositive();
  }
}
