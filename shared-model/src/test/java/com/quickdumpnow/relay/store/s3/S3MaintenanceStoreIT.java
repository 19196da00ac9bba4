package com.quickdumpnow.relay.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Contention;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.MaintenanceStoreContract;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3MaintenanceStoreIT extends MaintenanceStoreContract {
  private final String bucket = CloudUnderTest.shared().newBucket();
  private final S3ObjectStore objects = S3UnderTest.of(bucket);
  private final DocumentStore store = store(objects);

  private static DocumentStore store(ObjectStore objects) {
    return new DocumentStore(
        objects, "maintenance.json", Clockwork.system(), new Random(), StoreListener.NONE);
  }

  @BeforeEach
  void createDocument() {
    assertThat(store.create(MaintenanceDocument.EMPTY)).isTrue();
  }

  @AfterEach
  void close() {
    objects.close();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }

  @Test
  void changes_byACrowdWithLostAnswers_areAllThereOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("lost answers from seed " + seed);
    List<LossyObjectStore> lossy = new ArrayList<>();
    List<S3ObjectStore> open = new ArrayList<>();
    List<DocumentStore> stores = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(S3UnderTest.of(bucket));
      lossy.add(new LossyObjectStore(open.getLast(), this::loseAnAnswer, seed + i));
      stores.add(store(lossy.getLast()));
    }

    Contention.run(stores, 8, 2_000);

    assertThat(lossy.stream().mapToInt(each -> each.lost.get()).sum()).isPositive();
    open.forEach(S3ObjectStore::close);
  }

  /** The server carries out the next put and drops the connection; only our own can be told to. */
  private void loseAnAnswer() {
    CloudUnderTest.shared()
        .standIns()
        .ifPresent(own -> own.s3().faults().next(1, "PUT", bucket, new Fault.LoseReply()));
  }
}
