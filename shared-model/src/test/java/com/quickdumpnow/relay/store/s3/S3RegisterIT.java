package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.store.register.ObjectRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterContract;
import org.junit.jupiter.api.AfterEach;

/** The workers' roster as an object, over S3's protocol. */
class S3RegisterIT extends RegisterContract {
  private final S3ObjectStore objects = S3UnderTest.of(CloudUnderTest.shared().newBucket());

  @AfterEach
  void close() {
    objects.close();
  }

  @Override
  protected Register register() {
    return new ObjectRegister(objects, "workers.json");
  }
}
