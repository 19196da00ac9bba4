package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Permits;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls for triggers and works them: never more in hand than there are permits, one thread for each
 * group of a batch.
 */
final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /**
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html.
   */
  private static final int MAX_BATCH = 10;

  /** Short enough that a stop is not held up by a poll, which can't be broken off without loss. */
  private static final Duration POLL = Duration.ofSeconds(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final TriggerSource source;
  private final GroupWork work;
  private final Brake brake;
  private final BooleanSupplier mayPoll;
  private final Troubles troubles;
  private final Clockwork clock;
  private final ThreadFactory threads;
  private final Limits limits;
  private final Permits permits;
  private final Map<Group, Thread> inHand = new ConcurrentHashMap<>();
  private final Thread poller;
  private volatile boolean stopping;
  private volatile boolean pollingEnded;
  private volatile Instant lastPoll;
  private volatile Instant drainedTo = Instant.MIN;
  private volatile Instant lastFinished;

  private record Group(List<Delivery> deliveries, Heartbeat heartbeat) {}

  /**
   * @param concurrency the most deliveries in hand
   * @param visibility for how long a delivery is ours without a heartbeat
   * @param drain how long {@link #close} waits for what is in hand
   */
  record Limits(int concurrency, Duration visibility, Duration drain) {}

  /**
   * @param mayPoll false while others had better take what there is
   */
  Intake(
      TriggerSource source,
      GroupWork work,
      Brake brake,
      BooleanSupplier mayPoll,
      Troubles troubles,
      Clockwork clock,
      ThreadFactory threads,
      Limits limits) {
    this.source = source;
    this.work = work;
    this.brake = brake;
    this.mayPoll = mayPoll;
    this.troubles = troubles;
    this.clock = clock;
    this.threads = threads;
    this.limits = limits;
    this.permits = new Permits(clock, limits.concurrency());
    this.lastPoll = clock.instant();
    this.lastFinished = lastPoll;
    this.poller = threads.newThread(this::poll);
  }

  void start() {
    poller.start();
  }

  /** When the queue was asked last, and answered; the start, while it has not answered yet. */
  Instant lastPoll() {
    return lastPoll;
  }

  /**
   * What was sent before then is not in the queue any more, as far as can be told: a queue gives
   * its oldest messages first, and an empty answer says that it holds none. What waits behind
   * another one of its group is the exception.
   */
  Instant drainedTo() {
    return drainedTo;
  }

  Relay.InHand inHand() {
    int count = inHand.keySet().stream().mapToInt(group -> group.deliveries().size()).sum();
    return new Relay.InHand(count, limits.concurrency(), lastFinished);
  }

  /** Stops polling, waits for what is in hand within the limit, gives the rest back. */
  @Override
  public void close() {
    stopping = true;
    long begin = clock.ticks();
    try {
      while (!isIdle() && clock.ticks() - begin < limits.drain().toNanos()) {
        clock.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    inHand.forEach(this::giveBack);
  }

  private boolean isIdle() {
    return pollingEnded && inHand.isEmpty();
  }

  private void giveBack(Group group, Thread worker) {
    worker.interrupt();
    for (Delivery delivery : group.deliveries()) {
      group.heartbeat().release(delivery);
      try {
        source.keep(delivery, Duration.ZERO);
        LOG.atWarn().addKeyValue(LogKey.JOB_ID, delivery.group()).log("given back at the stop");
      } catch (QueueUnavailableException e) {
        LOG.atWarn().addKeyValue(LogKey.JOB_ID, delivery.group()).setCause(e).log("not given back");
      }
    }
  }

  private void poll() {
    try {
      while (!stopping) {
        brake.pause(() -> stopping);
        if (!stopping && brake.reason().isEmpty()) {
          pollOrWait();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      pollingEnded = true;
    }
  }

  private void pollOrWait() throws InterruptedException {
    if (mayPoll.getAsBoolean()) {
      pollOnce();
    } else {
      clock.sleep(ASK_AGAIN);
    }
  }

  private void pollOnce() throws InterruptedException {
    permits.acquire();
    int free = 1;
    while (free < MAX_BATCH && permits.tryAcquire()) {
      free++;
    }
    List<Delivery> batch = List.of();
    try {
      batch = source.receive(free, POLL, limits.visibility());
      lastPoll = clock.instant();
      noteDrained(batch);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the queue could not be asked");
      troubles.queueFailed();
    } finally {
      permits.release(free - batch.size());
    }
    byGroup(batch).forEach(this::begin);
  }

  private void noteDrained(List<Delivery> batch) {
    Optional<Instant> newest =
        batch.stream()
            .filter(delivery -> delivery.receiveCount() == 1)
            .map(Delivery::sentAt)
            .max(Comparator.naturalOrder());
    Instant drained = batch.isEmpty() ? lastPoll : newest.orElse(drainedTo);
    drainedTo = drained.isAfter(drainedTo) ? drained : drainedTo;
  }

  private static Iterable<List<Delivery>> byGroup(List<Delivery> batch) {
    Map<String, List<Delivery>> groups = new LinkedHashMap<>();
    batch.forEach(
        delivery -> groups.computeIfAbsent(delivery.group(), _ -> new ArrayList<>()).add(delivery));
    return List.copyOf(groups.values());
  }

  private void begin(List<Delivery> deliveries) {
    Group group =
        new Group(
            deliveries, new Heartbeat(source, clock, limits.visibility(), threads, deliveries));
    Thread worker = threads.newThread(() -> work(group));
    inHand.put(group, worker);
    worker.start();
  }

  private void work(Group group) {
    try (Heartbeat heartbeat = group.heartbeat()) {
      work.work(group.deliveries(), heartbeat, () -> stopping);
    } finally {
      inHand.remove(group);
      lastFinished = clock.instant();
      permits.release(group.deliveries().size());
    }
  }
}
