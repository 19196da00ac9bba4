package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01T08:00:00Z",
        "2026-11-01T08:00:00.1Z",
        "2024-02-29T23:59:59.123456789Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-11-01T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-01T08:00:00+01:00",
        "+12026-11-01T08:00:00Z",
        "2026-11-01t08:00:00z",
        "2026-11-01T08:00:00.Z",
      })
  void instant_ofWhatIsAnInstant_isWhatTheJdkReads(String text) {
    assertThat(Iso8601.instant(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-01",
        "2026-11-01T08:00:00",
        "2026-02-30T08:00:00Z",
        "2026-13-01T08:00:00Z",
        "2026-00-01T08:00:00Z",
        "2026-11-01T25:00:00Z",
        "2026-11-01T08:60:00Z",
        "2026-11-01T08:00:61Z",
        "2026-11-01T08:00:00,5Z",
        "2026-11-01T08:00:00.1234567890Z",
        "2026-11-01T08:00:00.-1Z",
        "２026-11-01T08:00:00Z",
      })
  void instant_ofWhatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> Iso8601.instant(text)).isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void instant_ofAnyInstantWritten_isThatInstant() {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    for (int i = 0; i < 10_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-70_000_000_000L, 300_000_000_000L),
              random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
      assertThat(Iso8601.instant(instant.toString())).as("seed %d", seed).isEqualTo(instant);
      assertThat(Iso8601.text(instant)).as("seed %d", seed).isEqualTo(instant.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-01T08:00:00Z",
        "2026-11-01T08:00:09.100Z",
        "2026-11-01T08:00:00.000100Z",
        "2026-11-01T08:00:00.000000001Z",
        "2026-11-01T08:00:00.010203040Z",
        "0000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "-1000000000-01-01T00:00:00Z",
      })
  void text_ofAnInstant_isWhatTheJdkWrites(String text) {
    assertThat(Iso8601.text(Instant.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PT0S",
        "PT10S",
        "PT007S",
        "PT999999999S",
        "PT9999999999S",
        "PT1.5S",
        "PT-3S",
        "PT+3S",
        "PT1M",
        "P1D",
        "-PT10S",
        "pt10s",
      })
  void duration_ofWhatIsADuration_isWhatTheJdkReads(String text) {
    assertThat(Iso8601.duration(text)).isEqualTo(Duration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "S", "PS", "PT", "PTS", "10S", "PT1 S", "PT１S", "PT10"})
  void duration_ofWhatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> Iso8601.duration(text)).isInstanceOf(DateTimeParseException.class);
  }
}
