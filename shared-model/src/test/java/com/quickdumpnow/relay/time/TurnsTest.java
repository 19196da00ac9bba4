package com.quickdumpnow.relay.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final CountDownLatch firstWorks = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<List<String>> done = new ConcurrentLinkedQueue<>();
  private final Turns<String> turns = new Turns<>(Clockwork.system(), this::work);

  private void work(Turns<String>.Turn turn) {
    List<String> requests = turn.requests();
    if (requests.contains("first") || requests.contains("again")) {
      firstWorks.countDown();
      awaitQuietly(firstMayEnd);
    }
    if (requests.contains("again")) {
      assertThat(turn.join()).isTrue();
      assertThat(turn.join()).isFalse();
    }
    done.add(turn.requests());
    if (requests.contains("broken")) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void take_whileAnotherWorks_goesWithTheNextTurnTogether() throws InterruptedException {
    Thread first = taking("first");
    awaitQuietly(firstWorks);
    Thread second = waiting("second");
    Thread third = waiting("third");

    firstMayEnd.countDown();

    assertThat(first.join(BOUND) && second.join(BOUND) && third.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("first"), List.of("second", "third"));
  }

  @Test
  void take_atEase_goesAlongWithWhoIsInAHurry() throws InterruptedException {
    Thread idle = atEase(Duration.ofMinutes(1));

    Thread urgent = taking("urgent");

    assertThat(idle.join(BOUND) && urgent.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("idle", "urgent"));
  }

  @Test
  void take_atEaseAndAlone_beginsATurnAfterAWhile() throws InterruptedException {
    Thread idle = atEase(Duration.ofMillis(20));

    assertThat(idle.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("idle"));
  }

  @Test
  void take_byAFewAtEase_beginsATurn() throws InterruptedException {
    List<Thread> some =
        List.of(
            atEase(Duration.ofMinutes(1)),
            atEase(Duration.ofMinutes(1)),
            atEase(Duration.ofMinutes(1)));
    assertThat(done).isEmpty();

    Thread one = Thread.ofPlatform().start(() -> idle(new Ease(Duration.ofMinutes(1), 4)));

    for (Thread thread : some) {
      assertThat(thread.join(BOUND)).isTrue();
    }
    assertThat(one.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("idle", "idle", "idle", "idle"));
  }

  @Test
  void take_byFewerThanItsCompany_waitsForTheRest() throws InterruptedException {
    Thread one = atEase(new Ease(Duration.ofMinutes(1), 3));
    Thread other = atEase(new Ease(Duration.ofMinutes(1), 3));
    assertThat(done).isEmpty();

    Thread third = Thread.ofPlatform().start(() -> idle(new Ease(Duration.ofMinutes(1), 3)));

    assertThat(one.join(BOUND) && other.join(BOUND) && third.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("idle", "idle", "idle"));
  }

  @Test
  void ease_withoutTimeButForCompany_isRefused() {
    assertThatThrownBy(() -> new Ease(Duration.ZERO, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void take_atEaseAfterATurn_doesNotBeginTheNext() throws InterruptedException {
    Thread first = taking("first");
    awaitQuietly(firstWorks);
    Thread idle = atEase(Duration.ofMinutes(1));

    firstMayEnd.countDown();
    assertThat(first.join(BOUND)).isTrue();
    Thread urgent = taking("urgent");

    assertThat(idle.join(BOUND) && urgent.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("first"), List.of("idle", "urgent"));
  }

  @Test
  void join_takesInWhoHasComeMeanwhile() throws InterruptedException {
    Thread first = taking("again");
    awaitQuietly(firstWorks);
    Thread idle = atEase(Duration.ofMinutes(1));
    Thread second = waiting("second");

    firstMayEnd.countDown();

    assertThat(first.join(BOUND) && idle.join(BOUND) && second.join(BOUND)).isTrue();
    turns.take("next");
    assertThat(done).containsExactly(List.of("again", "idle", "second"), List.of("next"));
  }

  @Test
  void take_interruptedWhileWaiting_leavesTheOthersTheirTurn() throws InterruptedException {
    Thread first = taking("first");
    awaitQuietly(firstWorks);
    Thread second = waiting("second");
    Thread third = waiting("third");

    second.interrupt();
    assertThat(second.join(BOUND)).isTrue();
    firstMayEnd.countDown();

    assertThat(first.join(BOUND) && third.join(BOUND)).isTrue();
    assertThat(done).containsExactly(List.of("first"), List.of("third"));
  }

  @Test
  void take_whereTheWorkThrows_handsOn() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread first = taking("first");
    awaitQuietly(firstWorks);
    Thread broken = waiting("broken", thrown);
    firstMayEnd.countDown();
    assertThat(first.join(BOUND) && broken.join(BOUND)).isTrue();

    turns.take("next");

    assertThat(thrown.get()).hasMessage("broken");
    assertThat(done).endsWith(List.of("next"));
  }

  private Thread taking(String request) {
    return taking(request, new AtomicReference<>());
  }

  private Thread taking(String request, AtomicReference<Throwable> thrown) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                turns.take(request);
              } catch (InterruptedException | IllegalStateException e) {
                thrown.set(e);
              }
            });
  }

  private Thread atEase(Duration atMost) {
    return atEase(new Ease(atMost, 4));
  }

  private Thread atEase(Ease ease) {
    Thread thread = Thread.ofPlatform().start(() -> idle(ease));
    await(thread, Thread.State.TIMED_WAITING);
    return thread;
  }

  private void idle(Ease ease) {
    try {
      turns.take("idle", ease);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(Thread thread, Thread.State state) {
    Instant end = Instant.now().plus(BOUND);
    while (thread.getState() != state && thread.isAlive()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.onSpinWait();
    }
  }

  private Thread waiting(String request) {
    return waiting(request, new AtomicReference<>());
  }

  private Thread waiting(String request, AtomicReference<Throwable> thrown) {
    Thread thread = taking(request, thrown);
    await(thread, Thread.State.WAITING);
    return thread;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
