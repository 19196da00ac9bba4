package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();
  private final List<Instant> passes = new ArrayList<>();
  private boolean isMine = true;

  /** On this thread, whose interrupt is taken back. */
  private void run(Rounds.Pass pass) {
    List<Runnable> body = new ArrayList<>();
    Rounds rounds =
        new Rounds(
            "test",
            clock,
            PAUSE,
            runnable -> {
              body.add(runnable);
              return Thread.currentThread();
            },
            () -> isMine,
            () -> {
              passes.add(clock.instant());
              pass.run();
            });
    body.getFirst().run();
    assertThat(Thread.interrupted()).isTrue();
    rounds.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void run_passesThatFail_nextOneGoesAhead() {
    Iterator<RuntimeException> failures =
        List.of(
                new StoreException.Unavailable("s3", null),
                new QueueUnavailableException("sqs", null),
                new IllegalStateException("a defect"))
            .iterator();

    run(
        () -> {
          if (failures.hasNext()) {
            throw failures.next();
          }
          throw new InterruptedException();
        });

    assertThat(passes)
        .containsExactly(
            FakeClock.START.plus(PAUSE),
            FakeClock.START.plus(PAUSE.multipliedBy(2)),
            FakeClock.START.plus(PAUSE.multipliedBy(3)),
            FakeClock.START.plus(PAUSE.multipliedBy(4)));
  }

  @Test
  void run_othersTurn_waitsUntilItIsMine() {
    isMine = false;
    clock.whileSleeping(() -> clock.whileSleeping(() -> isMine = true));

    run(() -> Thread.currentThread().interrupt());

    assertThat(passes).containsExactly(FakeClock.START.plus(PAUSE.multipliedBy(2)));
  }

  @Test
  void run_interruptedDuringAPass_ends() {
    run(() -> Thread.currentThread().interrupt());

    assertThat(passes).hasSize(1);
  }
}
