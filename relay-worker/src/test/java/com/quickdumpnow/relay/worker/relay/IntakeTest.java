package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On the machine's own clock and threads. */
final class IntakeTest {
  private static final Duration VISIBILITY = Duration.ofMillis(90);
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final Kit kit = new Kit().withJob();
  private final RouteStates routes = new RouteStates(kit.clock);
  private final Brake brake = new Brake(kit.clock);
  private final Troubles troubles =
      new Troubles(brake, kit.store, routes, Kit.CHAIN, kit.noAlarm());
  private final OneDelivery source = new OneDelivery();

  /** Delivers one trigger, once, and sees how it is kept. */
  private final class OneDelivery implements TriggerSource {
    final CountDownLatch beaten = new CountDownLatch(2);
    final CountDownLatch givenBack = new CountDownLatch(1);
    final CountDownLatch beatenAfterThat = new CountDownLatch(1);
    private boolean delivered;

    @Override
    public synchronized List<Delivery> receive(int max, Duration wait, Duration visibility) {
      if (delivered) {
        return List.of();
      }
      delivered = true;
      Trigger trigger = Trigger.of(kit.first());
      return List.of(
          new Delivery("a", Kit.JOB.value(), "", Optional.of(trigger), 1, kit.clock.instant()));
    }

    @Override
    public void delete(Delivery delivery) {}

    @Override
    public synchronized void keep(Delivery delivery, Duration visibility) {
      if (visibility.isZero()) {
        givenBack.countDown();
      } else if (givenBack.getCount() == 0) {
        beatenAfterThat.countDown();
      } else {
        beaten.countDown();
      }
    }

    @Override
    public void bury(Delivery delivery, String reason) {}
  }

  private Intake intake() {
    GroupWork work =
        new GroupWork(
            source,
            kit.handler("w1", routes),
            troubles,
            kit.clock,
            Journal.NONE,
            Tracer.OFF,
            new Random(7));
    return new Intake(
        source,
        work,
        brake,
        () -> true,
        troubles,
        Clockwork.system(),
        Thread.ofVirtual().factory(),
        new Intake.Limits(1, VISIBILITY, Duration.ZERO));
  }

  /** As a request that cannot be broken off. */
  private static void awaitWhateverComes(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException _) {
        // It is to be stuck.
      }
    }
  }

  @Test
  void drainedTo_firstDelivery_isAsFarAsItWasSentAndNoFurther() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    kit.carrier.duringPost(() -> awaitWhateverComes(end));
    Instant sentAt = kit.clock.instant();
    Intake intake = intake();
    Instant before = intake.drainedTo();
    try {
      intake.start();
      assertThat(source.beaten.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(before).isEqualTo(Instant.MIN);
      assertThat(intake.drainedTo()).isEqualTo(sentAt);
    } finally {
      end.countDown();
      intake.close();
    }
  }

  @Test
  void close_workThatDoesNotEnd_givenBackAndNoBeatAfterThat() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    kit.carrier.duringPost(() -> awaitWhateverComes(end));
    Intake intake = intake();
    try {
      intake.start();
      assertThat(source.beaten.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(intake.inHand().isFull()).isTrue();

      intake.close();

      assertThat(source.givenBack.getCount()).isZero();
      assertThat(source.beatenAfterThat.await(3 * VISIBILITY.toMillis(), TimeUnit.MILLISECONDS))
          .isFalse();
    } finally {
      end.countDown();
    }
  }
}
