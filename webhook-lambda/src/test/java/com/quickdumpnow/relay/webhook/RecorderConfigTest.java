package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecorderConfigTest {
  @Test
  void of_everythingSet_mapsAll() {
    RecorderConfig config =
        RecorderConfig.of(
            Map.of(
                "QDN_BUCKET", "maintenance",
                "QDN_NOTIFICATIONS_QUEUE_URL", "https://sqs.example.com/1/notifications.fifo",
                "QDN_OUTCOMES_QUEUE_URL", "https://sqs.example.com/1/outcomes",
                "QDN_CHAIN", "{\"routes\":[],\"emailAfterOptOut\":false}"));

    assertThat(config)
        .isEqualTo(
            new RecorderConfig(
                new StorePlace.Bucket("maintenance"),
                URI.create("https://sqs.example.com/1/notifications.fifo"),
                Optional.of(URI.create("https://sqs.example.com/1/outcomes")),
                new Chain(List.of(), false, Timing.DEFAULT),
                Tracing.NONE));
  }

  @Test
  void handler_nothingSet_hasNoDefaultsAndNamesEveryVariable() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new RecorderHandler(Map.of()))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("QDN_BUCKET is not set"),
                        problem ->
                            assertThat(problem).startsWith("QDN_NOTIFICATIONS_QUEUE_URL is not"),
                        problem -> assertThat(problem).startsWith("QDN_CHAIN is not set")));
  }
}
