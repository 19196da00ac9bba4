package com.quickdumpnow.relay.worker.health;

import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.health.Metrics.StoreWork;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON each minute with what the store went through in it: {@code
 * {"pulse":{"commits":12,"conflicts":1}}}. For a log that makes metrics of such lines, where
 * nothing reads {@code /metrics}.
 */
public final class Pulse implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** By its name its lines are kept apart from those for people. */
  private static final Logger LOG = LoggerFactory.getLogger("pulse");

  private final Metrics metrics;
  private final Clockwork clock;
  private final Thread thread;

  private Pulse(Metrics metrics, Clockwork clock, ThreadFactory threads) {
    this.metrics = metrics;
    this.clock = clock;
    this.thread = threads.newThread(this::beat);
  }

  public static Pulse start(Metrics metrics, Clockwork clock, ThreadFactory threads) {
    Pulse pulse = new Pulse(metrics, clock, threads);
    pulse.thread.start();
    return pulse;
  }

  private void beat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        clock.sleep(EVERY);
        LOG.info(line(metrics.takeStoreWork()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static String line(StoreWork work) {
    return "{\"pulse\":{\"commits\":%d,\"conflicts\":%d}}"
        .formatted(work.commits(), work.conflicts());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
