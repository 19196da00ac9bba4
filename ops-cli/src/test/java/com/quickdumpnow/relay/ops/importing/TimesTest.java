package com.quickdumpnow.relay.ops.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  private static final ZoneId SAN_DIEGO = ZoneId.of("America/Los_Angeles");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2025-01-15T14:32:00Z        | 2025-01-15T14:32:00Z
          2025-01-15T06:32:00-08:00   | 2025-01-15T14:32:00Z
          2025-01-15 06:32            | 2025-01-15T14:32:00Z
          2025-01-15T06:32:07         | 2025-01-15T14:32:07Z
          2025-01-15                  | 2025-01-15T08:00:00Z
          1/15/2025 6:32 AM           | 2025-01-15T14:32:00Z
          01/15/2025 06:32:05 am      | 2025-01-15T14:32:05Z
          1/15/2025, 2:32 PM          | 2025-01-15T22:32:00Z
          1/15/25 14:32               | 2025-01-15T22:32:00Z
          7/4/2025                    | 2025-07-04T07:00:00Z
          45672                       | 2025-01-15T08:00:00Z
          45672.605555555554          | 2025-01-15T22:32:00Z
          """)
  void parse_asExportsWriteIt_theInstant(String written, String expected) {
    assertThat(Times.parse(written, SAN_DIEGO)).contains(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2/30/2025",
        "2025-13-01",
        "13/13/2025",
        "12",
        "99999999",
        "25:00",
        ""
      })
  void parse_noTime_empty(String written) {
    assertThat(Times.parse(written, SAN_DIEGO)).isEmpty();
  }

  @Test
  void parse_excelAcrossTheChangeToSummer_localTimeStands() {
    assertThat(Times.parse("45725.5", SAN_DIEGO)).contains(Instant.parse("2025-03-09T19:00:00Z"));
  }
}
