package com.quickdumpnow.relay.ops.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ParallelTest {
  private static final List<Integer> MANY = IntStream.range(0, 200).boxed().toList();

  @Test
  void map_givesTheResultsInOrder() {
    assertThat(Parallel.map(MANY, i -> i * 2)).hasSize(200).startsWith(0, 2, 4).endsWith(398);
  }

  /** They would wait for the same thing in vain, 32 at a time. */
  @Test
  @Timeout(20)
  void map_oneFails_waitsForNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      if (i == 0) {
                        throw new IllegalStateException("no answer");
                      }
                      return await(never, interrupted);
                    }))
        .hasMessage("no answer");

    assertThat(interrupted.get()).isLessThan(MANY.size());
  }

  private static boolean await(CountDownLatch never, AtomicInteger interrupted) {
    try {
      return never.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      interrupted.incrementAndGet();
      return false;
    }
  }
}
