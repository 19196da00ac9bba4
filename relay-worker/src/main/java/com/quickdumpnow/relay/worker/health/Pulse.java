package com.quickdumpnow.relay.worker.health;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.health.Metrics.StoreWork;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event {@value #EVENT} each minute, with what the store went through in it: how many {@code
 * commits} and {@code conflicts}. For a log that makes metrics of such lines, where nothing reads
 * {@code /metrics}.
 */
public final class Pulse implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final String EVENT = "pulse";

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
        tell(metrics.takeStoreWork());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(StoreWork work) {
    LOG.atInfo()
        .addKeyValue(LogKey.COMMITS, work.commits())
        .addKeyValue(LogKey.CONFLICTS, work.conflicts())
        .log(EVENT);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
