package com.quickdumpnow.relay.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {
  @Test
  void takeStoreWork_countsWhatWasSinceTheLastTime() {
    Metrics metrics = new Metrics();
    metrics.committed(3, 1000, Duration.ofMillis(20));
    metrics.committed(1, 1000, Duration.ofMillis(20));
    metrics.conflict();

    assertThat(metrics.takeStoreWork()).isEqualTo(new Metrics.StoreWork(2, 1));
    assertThat(metrics.takeStoreWork()).isEqualTo(new Metrics.StoreWork(0, 0));
  }
}
