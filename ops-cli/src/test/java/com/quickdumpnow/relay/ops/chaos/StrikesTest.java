package com.quickdumpnow.relay.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class StrikesTest {
  private final AtomicInteger begun = new AtomicInteger();
  private final List<Integer> struckAt = new CopyOnWriteArrayList<>();

  @Test
  void await_asNotificationsBegin_strikesComeSpreadOverThem() throws InterruptedException {
    try (Strikes strikes = new Strikes("striker", 3, 30)) {
      strikes.begin(begun::get, () -> 0.5, () -> struckAt.add(begun.get()));
      while (begun.get() < 30) {
        strikes.await(begun.incrementAndGet());
      }
      strikes.join();

      assertThat(strikes.done()).isEqualTo(3);
      assertThat(struckAt.get(0)).isBetween(5, 11);
      assertThat(struckAt.get(1)).isBetween(15, 21);
      assertThat(struckAt.get(2)).isBetween(25, 30);
      assertThat(strikes.complaints()).isEmpty();
    }
  }

  @Test
  void await_oneHasFailed_nobodyWaitsForTheOthersAndItIsSaid() throws InterruptedException {
    try (Strikes strikes = new Strikes("striker", 3, 30)) {
      strikes.begin(
          begun::get,
          () -> 0,
          () -> {
            throw new IllegalStateException("not ready");
          });

      strikes.await(30);

      strikes.join();
      assertThat(strikes.done()).isZero();
      assertThat(strikes.complaints())
          .containsExactly("the striker failed: java.lang.IllegalStateException: not ready");
    }
  }
}
