package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.JobArchiveContract;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class S3ArchiveIT extends JobArchiveContract {
  private final S3ObjectStore objects = S3UnderTest.of(CloudUnderTest.shared().newBucket());
  private final DocumentStore store =
      new DocumentStore(
          objects, "maintenance.json", Clockwork.system(), new Random(), StoreListener.NONE);

  @BeforeEach
  void createDocument() {
    store.create(MaintenanceDocument.EMPTY);
  }

  @AfterEach
  void close() {
    objects.close();
  }

  @Override
  protected MaintenanceStore store() {
    return store;
  }
}
