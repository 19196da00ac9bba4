package com.quickdumpnow.relay.ops.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingTest {
  private final List<String> notes = new ArrayList<>();
  private long now = Duration.ofHours(1).toNanos();
  private final Waiting waiting = new Waiting(() -> now, notes::add);

  private void failsAfter(Duration spent) {
    now += spent.toNanos();
    waiting.retried();
  }

  @Test
  void retried_forSeconds_saysOnceWhatIsWaitedFor() {
    failsAfter(Duration.ZERO);
    failsAfter(Duration.ofSeconds(2));
    assertThat(notes).isEmpty();

    failsAfter(Duration.ofSeconds(2));
    failsAfter(Duration.ofSeconds(2));

    assertThat(notes).containsExactly(Waiting.WORDS);
  }

  @Test
  void retried_nowAndThen_saysNothing() {
    for (int i = 0; i < 10; i++) {
      failsAfter(Duration.ofSeconds(20));
    }

    assertThat(notes).isEmpty();
  }
}
