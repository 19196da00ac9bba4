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

    assertThat(Pulse.line(metrics.takeStoreWork()))
        .isEqualTo("{\"pulse\":{\"commits\":2,\"conflicts\":1}}");
    assertThat(Pulse.line(metrics.takeStoreWork()))
        .isEqualTo("{\"pulse\":{\"commits\":0,\"conflicts\":0}}");
  }
}
