package com.quickdumpnow.relay.ops.sample;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Makes {@code maintenance.json}, once. */
public final class Documents {
  /** Where the document is in its bucket. */
  public static final String KEY = "maintenance.json";

  private Documents() {}

  /**
   * Makes the document in {@code QDN_BUCKET}, unless there is one of whatever kind. Region,
   * credentials and endpoint are the AWS SDK's own.
   *
   * @param withSamples begin with {@link SampleJobs}; their links need {@code QDN_TRACK_URL} and
   *     {@code QDN_TRACKING_KEYS}
   * @return whether it was made
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem at once
   * @throws com.quickdumpnow.relay.store.StoreException when the bucket is not to be had
   */
  public static boolean create(Map<String, String> environment, boolean withSamples) {
    Settings settings = Settings.of(environment);
    Supplier<String> bucket = settings.text("QDN_BUCKET").required();
    Supplier<MaintenanceDocument> first =
        withSamples ? samples(settings) : () -> MaintenanceDocument.EMPTY;
    return settings.build(() -> create(bucket.get(), first.get()));
  }

  /** As {@link #create(Map, boolean)}, beginning with {@code first}. */
  public static boolean create(Map<String, String> environment, MaintenanceDocument first) {
    Settings settings = Settings.of(environment);
    Supplier<String> bucket = settings.text("QDN_BUCKET").required();
    return settings.build(() -> create(bucket.get(), first));
  }

  /** The document as it stands in {@code QDN_BUCKET}. */
  public static MaintenanceDocument read(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<String> bucket = settings.text("QDN_BUCKET").required();
    return settings.build(() -> read(bucket.get()));
  }

  private static MaintenanceDocument read(String bucket) {
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      return store(objects).read().document();
    }
  }

  private static DocumentStore store(S3ObjectStore objects) {
    return new DocumentStore(
        objects, KEY, Clockwork.system(), new SecureRandom(), StoreListener.NONE);
  }

  private static Supplier<MaintenanceDocument> samples(Settings settings) {
    Supplier<TrackingTokens> keys =
        settings
            .parsed("QDN_TRACKING_KEYS", TrackingTokens.FORMAT, TrackingTokens::parse)
            .required();
    Supplier<String> base =
        settings.parsed("QDN_TRACK_URL", TrackingLinks.FORMAT, TrackingLinks::checkBase).required();
    return () -> SampleJobs.document(new TrackingLinks(base.get(), keys.get()), Instant.now());
  }

  private static boolean create(String bucket, MaintenanceDocument first) {
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      return store(objects).create(first);
    }
  }
}
