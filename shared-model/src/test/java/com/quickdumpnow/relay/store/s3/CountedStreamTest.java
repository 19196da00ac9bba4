package com.quickdumpnow.relay.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedStreamTest {
  private final List<Long> told = new ArrayList<>();

  @Test
  void readAllBytes_saysAfterEachPartHowMuchThereIs() throws IOException {
    byte[] bytes = new byte[40_000];

    try (CountedStream counted = new CountedStream(new ByteArrayInputStream(bytes), told::add)) {
      assertThat(counted.readAllBytes()).isEqualTo(bytes);
    }

    assertThat(told).hasSizeGreaterThan(2).isSorted().endsWith(40_000L);
  }

  @Test
  void read_oneByOne_countsEachAndNotTheEnd() throws IOException {
    try (CountedStream counted =
        new CountedStream(new ByteArrayInputStream(new byte[1]), told::add)) {
      assertThat(counted.read()).isZero();
      assertThat(counted.read()).isEqualTo(-1);
    }

    assertThat(told).containsExactly(1L, 1L);
  }
}
