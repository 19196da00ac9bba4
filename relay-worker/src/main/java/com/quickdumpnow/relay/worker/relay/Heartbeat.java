package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Permits;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps deliveries ours while they are worked on. A delivery leaves by {@link #release} before its
 * fate is told to the queue, so that no late beat can undo it.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** Whoever works longer is stuck: the queue may have it back. */
  static final Duration LONGEST_WORK = Duration.ofMinutes(15);

  private final TriggerSource source;
  private final Clockwork clock;
  private final Duration visibility;
  private final Set<Delivery> held = ConcurrentHashMap.newKeySet();

  /** Held by a beat, and by a release that must not overlap it. */
  private final Permits beating;

  private final Thread thread;

  Heartbeat(
      TriggerSource source,
      Clockwork clock,
      Duration visibility,
      ThreadFactory threads,
      Iterable<Delivery> deliveries) {
    this.source = source;
    this.clock = clock;
    this.visibility = visibility;
    this.beating = new Permits(clock, 1);
    deliveries.forEach(held::add);
    this.thread = threads.newThread(this::beat);
    thread.start();
  }

  /** Returns once no beat of it is under way. */
  void release(Delivery delivery) {
    held.remove(delivery);
    try {
      beating.acquire();
      beating.release(1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    held.clear();
    thread.interrupt();
  }

  private void beat() {
    long begin = clock.ticks();
    try {
      while (!held.isEmpty() && clock.ticks() - begin < LONGEST_WORK.toNanos()) {
        clock.sleep(visibility.dividedBy(3));
        for (Delivery delivery : held) {
          extend(delivery);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void extend(Delivery delivery) throws InterruptedException {
    beating.acquire();
    try {
      if (held.contains(delivery)) {
        source.keep(delivery, visibility);
      }
    } catch (QueueUnavailableException e) {
      LOG.atWarn()
          .addKeyValue(LogKey.JOB_ID, delivery.group())
          .setCause(e)
          .log("a heartbeat was missed");
    } finally {
      beating.release(1);
    }
  }
}
