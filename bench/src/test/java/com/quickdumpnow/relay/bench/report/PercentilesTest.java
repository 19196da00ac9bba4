package com.quickdumpnow.relay.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {
  @ParameterizedTest
  @CsvSource({"0,1", "0.5,2", "0.51,3", "0.75,3", "0.99,4", "1,4"})
  void of_fourValues_isTheLeastThatSuchAShareDoesNotExceed(double share, double value) {
    assertThat(Percentiles.of(new double[] {1, 2, 3, 4}, share)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.999"})
  void of_oneValue_isThat(double share) {
    assertThat(Percentiles.of(new double[] {7}, share)).isEqualTo(7);
  }
}
