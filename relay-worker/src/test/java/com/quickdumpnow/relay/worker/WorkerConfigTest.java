package com.quickdumpnow.relay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.json.StaffChainJson;
import com.quickdumpnow.relay.json.TemplatesSource;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.trace.otel.Tracing;
import com.quickdumpnow.relay.worker.fleet.Lease;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkerConfigTest {
  private static final String ACCOUNT = "AC" + "a".repeat(32);
  private static final String CHAIN =
      "{\"routes\":[{\"name\":\"primary\",\"account\":\"%s\",\"from\":\"+16195550100\"}]}"
          .formatted(ACCOUNT);

  private static final String STAFF =
      "{\"people\":[{\"name\":\"dispatch\",\"phone\":\"+16195550150\"}],"
          + "\"email\":\"staff@example.com\"}";

  private static Map<String, String> least() {
    return new HashMap<>(
        Map.of(
            "QDN_BUCKET", "bucket",
            "QDN_NOTIFICATIONS_QUEUE_URL", "https://sqs/notifications.fifo",
            "QDN_PUBLIC_URL", "https://api.example.com/",
            "QDN_CHAIN", CHAIN,
            "QDN_TWILIO_AUTH_TOKENS", ACCOUNT + "=old|new",
            "QDN_EMAIL_FROM", "dispatch@example.com"));
  }

  @Test
  void from_leastThatIsNeeded_defaults() {
    WorkerConfig config = WorkerConfig.from(least());

    assertThat(config)
        .isEqualTo(
            new WorkerConfig(
                new StorePlace.Bucket("bucket"),
                "https://sqs/notifications.fifo",
                URI.create("https://api.example.com"),
                ChainJson.parse(CHAIN),
                Optional.empty(),
                Map.of(ACCOUNT, Secret.of("old")),
                Optional.empty(),
                URI.create("https://api.twilio.com"),
                "dispatch@example.com",
                Optional.empty(),
                InetAddress.ofLiteral("127.0.0.1"),
                8081,
                32,
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                Duration.ofMinutes(1),
                Retention.DEFAULT,
                Lease.STANDARD,
                TemplatesSource.standard(),
                Tracing.NONE));
    assertThat(config.toString()).doesNotContain("old");
  }

  @Test
  void from_everything_mapped() {
    Map<String, String> environment = least();
    environment.put("QDN_TWILIO_BASE_URL", "http://127.0.0.1:4010");
    environment.put("QDN_TEMPLATES", "s3://qdn-data/templates.json");
    environment.put("QDN_SES_CONFIGURATION_SET", "events");
    environment.put("QDN_HTTP_HOST", "0.0.0.0");
    environment.put("QDN_HTTP_PORT", "0");
    environment.put("QDN_WORKER_CONCURRENCY", "4");
    environment.put("QDN_POLL", "2s");
    environment.put("QDN_VISIBILITY", "20s");
    environment.put("QDN_SWEEP_EVERY", "5s");
    environment.put("QDN_LEASE", "20s");
    environment.put("QDN_RETENTION", "2d");
    environment.put("QDN_REDACT_AFTER", "30d");
    environment.put("QDN_STAFF_CHAIN", STAFF);

    WorkerConfig config = WorkerConfig.from(environment);

    assertThat(config.twilioBaseUrl()).isEqualTo(URI.create("http://127.0.0.1:4010"));
    assertThat(config.sesConfigurationSet()).contains("events");
    assertThat(config.httpHost()).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
    assertThat(config.httpPort()).isZero();
    assertThat(config.staff()).contains(StaffChainJson.parse(STAFF));
    assertThat(config.concurrency()).isEqualTo(4);
    assertThat(config.templates())
        .isEqualTo(new TemplatesSource.Stored(new ObjectPlace("qdn-data", "templates.json")));
    assertThat(config.poll()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.visibility()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.sweepEvery()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.lease()).isEqualTo(Lease.lasting(Duration.ofSeconds(20)));
    assertThat(config.retention())
        .isEqualTo(new Retention(Duration.ofDays(2), Duration.ofDays(30)));
  }

  @Test
  void from_lookups_needATokenOfTheirAccount() {
    String other = "AC" + "b".repeat(32);
    Map<String, String> environment = least();
    environment.put("QDN_LOOKUP_ACCOUNT", ACCOUNT);
    assertThat(WorkerConfig.from(environment).lookups()).contains(ACCOUNT);

    environment.put("QDN_LOOKUP_ACCOUNT", other);
    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .hasMessageContaining("has no token for the account of QDN_LOOKUP_ACCOUNT");
    environment.put("QDN_TWILIO_AUTH_TOKENS", ACCOUNT + "=one," + other + "=two");
    assertThat(WorkerConfig.from(environment).tokens()).containsEntry(other, Secret.of("two"));

    environment.put("QDN_LOOKUP_ACCOUNT", "yes");
    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .hasMessageContaining("QDN_LOOKUP_ACCOUNT is no account SID");
  }

  @Test
  void from_redactionBeforeArchiving_refused() {
    Map<String, String> environment = least();
    environment.put("QDN_REDACT_AFTER", "6d");

    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_REDACT_AFTER is shorter than QDN_RETENTION");
  }

  @Test
  void from_malformedRetention_isOneProblemAmongAll() {
    Map<String, String> environment = least();
    environment.put("QDN_RETENTION", "soon");
    environment.put("QDN_HTTP_PORT", "http");

    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("QDN_RETENTION", "QDN_HTTP_PORT");
  }

  @Test
  void from_allowedNumbers_restrictTheChain() {
    Map<String, String> environment = least();
    environment.put("QDN_ALLOWED_NUMBERS", "+16195551234, +16195551235");

    assertThat(WorkerConfig.from(environment).chain().allowlist())
        .isEqualTo(
            Allowlist.of(Set.of(new PhoneNumber("+16195551234"), new PhoneNumber("+16195551235"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "+16195551234,", "6195551234"})
  void from_allowedNumbersBlankOrMalformed_refused(String numbers) {
    Map<String, String> environment = least();
    environment.put("QDN_ALLOWED_NUMBERS", numbers);

    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_ALLOWED_NUMBERS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "any", "127.0.0.1:80"})
  void from_httpHostThatIsNoAddress_refused(String host) {
    Map<String, String> environment = least();
    environment.put("QDN_HTTP_HOST", host);

    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("QDN_HTTP_HOST is malformed: use an IP address");
  }

  @Test
  void from_nothing_allProblemsAtOnce() {
    assertThatThrownBy(() -> WorkerConfig.from(Map.of("QDN_HTTP_PORT", "http")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "QDN_BUCKET",
            "QDN_NOTIFICATIONS_QUEUE_URL",
            "QDN_PUBLIC_URL",
            "QDN_CHAIN",
            "QDN_EMAIL_FROM",
            "QDN_HTTP_PORT");
  }

  @Test
  void from_routeWithoutToken_refused() {
    Map<String, String> environment = least();
    environment.remove("QDN_TWILIO_AUTH_TOKENS");

    assertThatThrownBy(() -> WorkerConfig.from(environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "QDN_TWILIO_AUTH_TOKENS has no token for the account of route primary");
  }
}
