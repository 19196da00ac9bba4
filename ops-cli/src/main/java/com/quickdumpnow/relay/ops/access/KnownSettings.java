package com.quickdumpnow.relay.ops.access;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.json.StaffChainJson;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The settings that have a format, each as the programs read it. */
final class KnownSettings {
  private static final String ALLOWED = "QDN_ALLOWED_NUMBERS";
  private static final String NUMBERS =
      "E.164 numbers with commas between, such as +16195551234,+16195551235";
  private static final int MOST = 1000;
  private static final int LAST_PORT = 65_535;
  private static final Duration LONGEST = Duration.ofDays(3650);

  private static final List<Consumer<Settings>> ALL =
      List.of(
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
          s -> s.parsed(ALLOWED, NUMBERS, KnownSettings::numbers).optional(),
          s ->
              s.parsed("QDN_LOOKUP_ACCOUNT", "AC and 32 hex digits", KnownSettings::account)
                  .optional(),
          s ->
              s.parsed("QDN_HTTP_HOST", "an IP address, 0.0.0.0 for all", InetAddress::ofLiteral)
                  .optional(),
          s -> s.integer("QDN_HTTP_PORT", 0, LAST_PORT).optional(),
          s -> s.integer("QDN_WORKER_CONCURRENCY", 1, MOST).optional(),
          s ->
              s.duration("QDN_SWEEP_EVERY", Duration.ofMillis(100), Duration.ofHours(1)).optional(),
          s -> s.duration("QDN_LEASE", Duration.ofSeconds(2), Duration.ofMinutes(10)).optional(),
          Tracing::of);

  private KnownSettings() {}

  /** What is malformed among them; a line each, without values. */
  static List<String> problems(Map<String, String> values) {
    Settings settings = Settings.of(values);
    ALL.forEach(ask -> ask.accept(settings));
    if (values.getOrDefault(ALLOWED, "any").isBlank()) {
      settings.reject(ALLOWED, "is blank", NUMBERS + "; or leave it unset for everybody");
    }
    checkRetention(settings);
    try {
      settings.build(() -> values);
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  private static void checkRetention(Settings settings) {
    Duration inDocument =
        settings
            .duration("QDN_RETENTION", Duration.ofMinutes(1), LONGEST)
            .optional()
            .get()
            .orElse(Retention.DEFAULT.inDocument());
    Duration personal =
        settings
            .duration("QDN_REDACT_AFTER", Duration.ofHours(1), LONGEST)
            .optional()
            .get()
            .orElse(Retention.DEFAULT.personal());
    if (personal.compareTo(inDocument) < 0) {
      settings.reject(
          "QDN_REDACT_AFTER", "is shorter than QDN_RETENTION", "no less than " + inDocument);
    }
  }

  private static List<PhoneNumber> numbers(String list) {
    return Stream.of(list.split("\\s*,\\s*", -1)).map(PhoneNumber::new).toList();
  }

  private static String account(String sid) {
    if (!sid.matches("AC[0-9a-fA-F]{32}")) {
      throw new MalformedSettingException("is no account SID");
    }
    return sid;
  }
}
