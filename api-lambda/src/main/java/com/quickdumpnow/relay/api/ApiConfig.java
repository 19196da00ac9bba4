package com.quickdumpnow.relay.api;

import com.quickdumpnow.relay.api.staff.StaffTokenSources;
import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The job API's settings. What the AWS SDK reads itself (region, credentials, endpoints) is not
 * among them.
 *
 * @param place {@code QDN_TABLE} or {@code QDN_BUCKET}: where the store is
 * @param notificationsQueue {@code QDN_NOTIFICATIONS_QUEUE_URL}: the FIFO queue of the triggers
 * @param trackUrl {@code QDN_TRACK_URL}: the base of the links in texts
 * @param trackingKeys {@code QDN_TRACKING_KEYS}
 * @param staffTokens {@code QDN_STAFF_TOKENS}
 * @param corsOrigins {@code QDN_CORS_ORIGINS}: sites whose pages may call the API; none by default
 * @param templates {@code QDN_TEMPLATES}: what customers are told; what is shipped by default
 * @param tracing where traces go; nowhere as a rule
 */
record ApiConfig(
    StorePlace place,
    URI notificationsQueue,
    String trackUrl,
    TrackingTokens trackingKeys,
    StaffTokenSources staffTokens,
    Set<String> corsOrigins,
    TemplatesSource templates,
    Tracing tracing) {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

  ApiConfig {
    corsOrigins = Set.copyOf(corsOrigins);
  }

  /**
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem at once
   */
  static ApiConfig of(Map<String, String> environment) {
    Settings settings = Settings.of(environment);
    Supplier<StorePlace> place = StorePlace.of(settings);
    Supplier<URI> queue = settings.url("QDN_NOTIFICATIONS_QUEUE_URL").required();
    Supplier<String> trackUrl =
        settings.parsed("QDN_TRACK_URL", TrackingLinks.FORMAT, TrackingLinks::checkBase).required();
    Supplier<TrackingTokens> keys =
        settings
            .parsed("QDN_TRACKING_KEYS", TrackingTokens.FORMAT, TrackingTokens::parse)
            .required();
    Supplier<StaffTokenSources> staff =
        settings
            .parsed("QDN_STAFF_TOKENS", StaffTokenSources.FORMAT, StaffTokenSources::parse)
            .required();
    Supplier<Set<String>> origins =
        settings
            .parsed(
                "QDN_CORS_ORIGINS",
                "origins with commas between, such as https://dashboard.quickdumpnow.com",
                ApiConfig::origins)
            .orElse(Set.of());
    Supplier<TemplatesSource> templates =
        settings
            .parsed("QDN_TEMPLATES", TemplatesSource.FORMAT, TemplatesSource::parse)
            .orElse(TemplatesSource.standard());
    Supplier<Tracing> tracing = Tracing.of(settings);
    return settings.build(
        () ->
            new ApiConfig(
                place.get(),
                queue.get(),
                trackUrl.get(),
                keys.get(),
                staff.get(),
                origins.get(),
                templates.get(),
                tracing.get()));
  }

  private static Set<String> origins(String value) {
    List<String> origins = List.of(value.strip().split("\\s*,\\s*"));
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new MalformedSettingException(
            "has something that no browser sends as an origin (lower case, no path)");
      }
    }
    return Set.copyOf(origins);
  }
}
