package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.config.TwilioAccounts;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookConfigTest {
  private static final String ACCOUNT = "AC" + "a".repeat(32);

  @Test
  void of_everythingSet_mapsAll() {
    WebhookConfig config =
        WebhookConfig.of(
            Map.of(
                "QDN_PUBLIC_URL", "https://api.example.com/",
                "QDN_OUTCOMES_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/1/outcomes",
                "QDN_TWILIO_AUTH_TOKENS", ACCOUNT + "=one|two"));

    assertThat(config)
        .isEqualTo(
            new WebhookConfig(
                URI.create("https://api.example.com"),
                URI.create("https://sqs.us-east-1.amazonaws.com/1/outcomes"),
                new TwilioAccounts(Map.of(ACCOUNT, List.of(Secret.of("one"), Secret.of("two")))),
                Tracing.NONE));
    assertThat(config.toString()).doesNotContain("one", "two");
  }

  @Test
  void of_nothingSet_hasNoDefaultsAndNamesEveryVariable() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> WebhookConfig.of(Map.of()))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("QDN_PUBLIC_URL is not set"),
                        problem ->
                            assertThat(problem).startsWith("QDN_OUTCOMES_QUEUE_URL is not set"),
                        problem ->
                            assertThat(problem).startsWith("QDN_TWILIO_AUTH_TOKENS is not set")));
  }

  @Test
  void handler_malformed_doesNotStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                new WebhookHandler(
                    Map.of(
                        "QDN_PUBLIC_URL", "ftp://x",
                        "QDN_OUTCOMES_QUEUE_URL", "outcomes",
                        "QDN_TWILIO_AUTH_TOKENS", "hunter2")))
        .satisfies(
            e -> {
              assertThat(e.problems()).hasSize(3);
              assertThat(e).message().doesNotContain("hunter2");
            });
  }
}
