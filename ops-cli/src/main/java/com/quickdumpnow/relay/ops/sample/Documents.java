package com.quickdumpnow.relay.ops.sample;

import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the store, {@code maintenance.json} or a table, once. */
public final class Documents {
  /** Where the document is in its bucket. */
  public static final String KEY = StorePlace.DOCUMENT;

  private Documents() {}

  /**
   * Makes the document in {@code QDN_BUCKET}, or the table {@code QDN_TABLE}, unless there is one
   * of whatever kind. Region, credentials and endpoint are the AWS SDK's own.
   *
   * @param withSamples begin with {@link SampleJobs}; their links need {@code QDN_TRACK_URL} and
   *     {@code QDN_TRACKING_KEYS}
   * @return whether it was made
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem at once
   * @throws com.quickdumpnow.relay.store.StoreException when bucket or table are not to be had
   */
  public static boolean create(Map<String, String> environment, boolean withSamples) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    Supplier<MaintenanceDocument> first =
        withSamples ? samples(settings) : () -> MaintenanceDocument.EMPTY;
    return settings.build(() -> place.get().create(first.get()));
  }

  /** As {@link #create(Map, boolean)}, beginning with {@code first}. */
  public static boolean create(Map<String, String> environment, MaintenanceDocument first) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    return settings.build(() -> place.get().create(first));
  }

  /** The document as it stands, or what the table holds. */
  public static MaintenanceDocument read(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    return settings.build(() -> read(place.get()));
  }

  private static MaintenanceDocument read(StorePlace place) {
    try (StorePlace.Open open =
        place.open(Clockwork.system(), new SecureRandom(), StoreListener.NONE)) {
      return open.store().read().document();
    }
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
}
