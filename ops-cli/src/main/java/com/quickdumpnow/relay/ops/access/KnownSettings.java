package com.quickdumpnow.relay.ops.access;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.json.StaffChainJson;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import com.quickdumpnow.relay.trace.otel.Tracing;
import com.quickdumpnow.relay.worker.WorkerSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The settings that have a format, each as the programs read it. */
final class KnownSettings {
  private static final List<Consumer<Settings>> ALL =
      List.of(
          StorePlace::of,
          s -> s.parsed("QDN_CHAIN", ChainJson.FORMAT, ChainJson::parse).optional(),
          s -> s.parsed("QDN_STAFF_CHAIN", StaffChainJson.FORMAT, StaffChainJson::parse).optional(),
          s ->
              s.parsed("QDN_TWILIO_AUTH_TOKENS", TwilioAccounts.FORMAT, TwilioAccounts::parse)
                  .optional(),
          s ->
              s.parsed("QDN_TRACKING_KEYS", TrackingTokens.FORMAT, TrackingTokens::parse)
                  .optional(),
          s ->
              s.parsed(TemplatesSource.VARIABLE, TemplatesSource.FORMAT, TemplatesSource::parse)
                  .optional(),
          s -> s.url("QDN_PUBLIC_URL").optional(),
          s -> s.url("QDN_NOTIFICATIONS_QUEUE_URL").optional(),
          s -> s.url("QDN_OUTCOMES_QUEUE_URL").optional(),
          s -> s.url("QDN_TWILIO_BASE_URL").optional(),
          s -> s.parsed("QDN_TRACK_URL", TrackingLinks.FORMAT, TrackingLinks::checkBase).optional(),
          WorkerSettings::allowed,
          s -> WorkerSettings.lookups(s).optional(),
          s -> WorkerSettings.httpHost(s).optional(),
          s -> WorkerSettings.httpPort(s).optional(),
          s -> WorkerSettings.concurrency(s).optional(),
          s -> WorkerSettings.poll(s).optional(),
          s -> WorkerSettings.visibility(s).optional(),
          s -> WorkerSettings.sweepEvery(s).optional(),
          WorkerSettings::retention,
          s -> WorkerSettings.lease(s).optional(),
          Tracing::of);

  private KnownSettings() {}

  /** What is malformed among them; a line each, without values. */
  static List<String> problems(Map<String, String> values) {
    Settings settings = Settings.of(values);
    ALL.forEach(ask -> ask.accept(settings));
    try {
      settings.build(() -> values);
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }
}
