package com.quickdumpnow.relay.store.s3;

import com.quickdumpnow.relay.localcloud.testing.CloudUnderTest;
import com.quickdumpnow.relay.store.document.StoreListener;
import java.net.URI;

/** The adapter with the client it has in production, but for where that points. */
final class S3UnderTest {
  static {
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private S3UnderTest() {}

  static S3ObjectStore of(String bucket) {
    return of(bucket, CloudUnderTest.shared().s3Endpoint());
  }

  static S3ObjectStore of(String bucket, StoreListener listener) {
    URI endpoint = CloudUnderTest.shared().s3Endpoint();
    return new S3ObjectStore(
        S3ObjectStore.client().endpointOverride(endpoint).build(), bucket, listener);
  }

  static S3ObjectStore of(String bucket, URI endpoint) {
    return new S3ObjectStore(S3ObjectStore.client().endpointOverride(endpoint).build(), bucket);
  }
}
