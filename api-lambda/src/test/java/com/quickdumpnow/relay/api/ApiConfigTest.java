package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
  @Test
  void of_onlyWhatIsRequired_hasDefaults() {
    Map<String, String> environment = new HashMap<>(ApiFixture.ENVIRONMENT);
    environment.remove("QDN_CORS_ORIGINS");

    assertThat(ApiConfig.of(environment).corsOrigins()).isEmpty();
  }

  @Test
  void of_everything_mapsIt() {
    ApiConfig config = ApiConfig.of(ApiFixture.ENVIRONMENT);

    assertThat(config.place()).isEqualTo(new StorePlace.Bucket("qdn"));
    assertThat(config.notificationsQueue())
        .isEqualTo(URI.create("http://127.0.0.1:1/queue/notifications.fifo"));
    assertThat(config.trackUrl()).isEqualTo("quickdumpnow.com/track");
    assertThat(config.trackingKeys().verify(ApiFixture.token("job-1"))).isPresent();
    assertThat(config.staffTokens().identify(ApiFixture.STAFF_TOKEN)).contains("dana");
    assertThat(config.corsOrigins())
        .containsExactlyInAnyOrder(
            "https://dashboard.quickdumpnow.com", "https://quickdumpnow.com");
    assertThat(config.templates()).isEqualTo(TemplatesSource.standard());
  }

  @Test
  void of_nothing_namesAllThatIsMissing() {
    assertThat(problems(Map.of()))
        .contains(
            "QDN_BUCKET",
            "QDN_NOTIFICATIONS_QUEUE_URL",
            "QDN_TRACK_URL",
            "QDN_TRACKING_KEYS",
            "QDN_STAFF_TOKENS");
  }

  @Test
  void of_malformedValues_namesAllAndRepeatsNone() {
    Map<String, String> environment =
        Map.of(
            "QDN_BUCKET", "qdn",
            "QDN_NOTIFICATIONS_QUEUE_URL", "SECRET",
            "QDN_TRACK_URL", "SECRET?x",
            "QDN_TRACKING_KEYS", "SECRET",
            "QDN_STAFF_TOKENS", "SECRET",
            "QDN_CORS_ORIGINS", "https://SECRET/path",
            "QDN_TEMPLATES", "{}");

    assertThat(problems(environment))
        .contains(
            "QDN_NOTIFICATIONS_QUEUE_URL",
            "QDN_TRACK_URL",
            "QDN_TRACKING_KEYS",
            "QDN_STAFF_TOKENS",
            "QDN_CORS_ORIGINS",
            "QDN_TEMPLATES has wrong templates: /language is missing")
        .doesNotContain("SECRET", "QDN_BUCKET");
  }

  private static String problems(Map<String, String> environment) {
    ConfigurationException failure =
        catchThrowableOfType(ConfigurationException.class, () -> ApiConfig.of(environment));
    return String.join("\n", failure.problems());
  }
}
