package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works the deliveries of one group in their order, and tells the queue what becomes of each. */
final class GroupWork {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWork.class);

  /**
   * A wait no longer than this keeps its trigger in the queue. A longer one would hold up the job's
   * newer triggers, so its trigger is deleted and the sweeper makes a new one.
   */
  static final Duration LONGEST_KEPT_WAIT = Duration.ofMinutes(1);

  /** Waiting is no failure, so it must not use up the receives a queue allows. */
  static final int MAX_RECEIVES_FOR_WAITING = 3;

  private static final Tracer.Step PROCESS =
      new Tracer.Step(Tracer.Kind.CONSUMER, "process notifications");
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(15);

  private final TriggerSource source;
  private final TriggerHandler handler;
  private final Troubles troubles;
  private final InstantSource clock;
  private final Journal journal;
  private final Tracer tracer;
  private final RandomGenerator random;

  GroupWork(
      TriggerSource source,
      TriggerHandler handler,
      Troubles troubles,
      InstantSource clock,
      Journal journal,
      Tracer tracer,
      RandomGenerator random) {
    this.source = source;
    this.handler = handler;
    this.troubles = troubles;
    this.clock = clock;
    this.journal = journal;
    this.tracer = tracer;
    this.random = random;
  }

  /**
   * @param deliveries of one group
   * @param stop asked between two deliveries; the rest is then given back
   */
  void work(List<Delivery> deliveries, Heartbeat heartbeat, BooleanSupplier stop) {
    for (int i = 0; i < deliveries.size(); i++) {
      if (stop.getAsBoolean() || !work(deliveries.get(i), heartbeat)) {
        // The failed one stays invisible and so holds its group: these come again only after it.
        deliveries.subList(stop.getAsBoolean() ? i : i + 1, deliveries.size()).stream()
            .peek(heartbeat::release)
            .forEach(this::giveBack);
        return;
      }
    }
  }

  /** Returns whether its followers may be worked. */
  private boolean work(Delivery delivery, Heartbeat heartbeat) {
    journal.received(Duration.between(delivery.sentAt(), clock.instant()));
    Fate fate =
        delivery
            .trigger()
            .map(trigger -> traced(delivery, trigger))
            .orElseGet(() -> unusable(delivery, "its body is not a trigger"));
    heartbeat.release(delivery);
    journal.worked(fate.name());
    try {
      switch (fate) {
        case Fate.Delete _ -> source.delete(delivery);
        case Fate.Keep keep -> source.keep(delivery, keep.visibility());
        case Fate.Bury(String reason) -> source.bury(delivery, reason);
      }
    } catch (QueueUnavailableException e) {
      LOG.atWarn()
          .addKeyValue(LogKey.JOB_ID, delivery.group())
          .setCause(e)
          .log("a trigger comes again");
    }
    return fate.followersMayGo();
  }

  private void giveBack(Delivery delivery) {
    journal.worked("released");
    try {
      source.keep(delivery, Duration.ZERO);
    } catch (QueueUnavailableException e) {
      LOG.atWarn().addKeyValue(LogKey.JOB_ID, delivery.group()).setCause(e).log("not given back");
    }
  }

  private sealed interface Fate {
    String name();

    boolean followersMayGo();

    record Delete(String name) implements Fate {
      @Override
      public boolean followersMayGo() {
        return true;
      }
    }

    record Keep(String name, Duration visibility, boolean followersMayGo) implements Fate {}

    record Bury(String reason) implements Fate {
      @Override
      public String name() {
        return "unusable";
      }

      @Override
      public boolean followersMayGo() {
        return true;
      }
    }
  }

  private Fate traced(Delivery delivery, Trigger trigger) {
    try (Span span = tracer.step(PROCESS, trigger.trace(), Optional.of(trigger.notificationId()))) {
      span.set(LogKey.JOB_ID, trigger.jobId())
          .set(LogKey.NID, trigger.notificationId())
          .set(LogKey.RECEIVE_COUNT, delivery.receiveCount());
      Fate fate = span.call(() -> handle(delivery, trigger));
      span.set(LogKey.OUTCOME, fate.name());
      return fate;
    }
  }

  private Fate handle(Delivery delivery, Trigger trigger) {
    try {
      Handled handled = handler.handle(trigger, delivery.sentAt());
      troubles.allWell();
      return switch (handled) {
        case Handled.Done _ -> new Fate.Delete("done");
        case Handled.Later(Instant notBefore, String _) -> later(delivery, notBefore);
        case Handled.Unusable(String reason) -> unusable(delivery, reason);
      };
    } catch (StoreException e) {
      troubles.storeFailed(e);
      return failed(delivery, e);
    } catch (CarrierUnavailableException e) {
      LOG.atWarn()
          .addKeyValue(LogKey.JOB_ID, delivery.group())
          .setCause(e)
          .log("the carrier is silent");
      return later(delivery, clock.instant().plus(backoff(delivery)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Fate.Keep("released", Duration.ZERO, false);
    } catch (RuntimeException e) {
      return failed(delivery, e);
    }
  }

  private Fate later(Delivery delivery, Instant notBefore) {
    Duration wait = Duration.between(clock.instant(), notBefore);
    if (wait.compareTo(LONGEST_KEPT_WAIT) > 0
        || delivery.receiveCount() > MAX_RECEIVES_FOR_WAITING) {
      return new Fate.Delete("later");
    }
    // Whole seconds are all a queue knows; one too early would cost another receive.
    return new Fate.Keep("later", positive(wait).plusSeconds(1), true);
  }

  private Fate failed(Delivery delivery, RuntimeException e) {
    LOG.atError()
        .addKeyValue(LogKey.JOB_ID, delivery.group())
        .addKeyValue(LogKey.RECEIVE_COUNT, delivery.receiveCount())
        .setCause(e)
        .log("a trigger could not be handled");
    return new Fate.Keep("failed", backoff(delivery), false);
  }

  /** Nothing will ever come of it, so it goes to the dead-letter queue at once. */
  private Fate unusable(Delivery delivery, String reason) {
    if (delivery.receiveCount() == 1) {
      LOG.atError()
          .addKeyValue(LogKey.JOB_ID, delivery.group())
          .addKeyValue(LogKey.REASON, reason)
          .log("an unusable trigger goes to the dead-letter queue");
    }
    return new Fate.Bury(reason);
  }

  /** 2, 4, 8 … seconds by how often it was received, half to all of it. */
  private Duration backoff(Delivery delivery) {
    long ceiling =
        Math.min(1000L << Math.min(delivery.receiveCount(), 20), LONGEST_BACKOFF.toMillis());
    return Duration.ofMillis(ceiling / 2 + random.nextLong(ceiling / 2));
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
