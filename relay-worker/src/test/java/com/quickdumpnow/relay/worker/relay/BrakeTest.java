package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BrakeTest {
  private final FakeClock clock = new FakeClock();
  private final Brake brake = new Brake(clock);

  private Duration passed() {
    return Duration.between(FakeClock.START, clock.instant());
  }

  @Test
  void pause_noTrouble_returnsAtOnce() throws InterruptedException {
    brake.pause(() -> false);

    assertThat(passed()).isZero();
  }

  @Test
  void pause_troubleLasts_pausesGrow() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    brake.pull("the store is down", () -> asked.incrementAndGet() == 3);

    brake.pause(() -> false);
    brake.pause(() -> false);
    assertThat(brake.reason()).contains("the store is down");
    brake.pause(() -> false);

    assertThat(brake.reason()).isEmpty();
    assertThat(passed()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
  }

  @Test
  void pause_probeThrows_isStillInTrouble() throws InterruptedException {
    brake.pull(
        "the store is down",
        () -> {
          throw new IllegalStateException("still down");
        });

    brake.pause(() -> false);

    assertThat(brake.reason()).isPresent();
  }

  @Test
  void pause_stopped_endsEarly() throws InterruptedException {
    brake.pull("the store is down", () -> true);

    brake.pause(() -> true);

    assertThat(passed()).isZero();
  }
}
