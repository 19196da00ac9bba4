package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again on a thread of its own, with a pause before each time, until it is
 * closed; of several workers one does it. What goes wrong with one pass is logged, and the next one
 * goes ahead.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final String what;
  private final Clockwork clock;
  private final Duration pause;
  private final BooleanSupplier isMine;
  private final Pass pass;
  private final Thread thread;

  /** An interrupt ends the rounds. */
  @FunctionalInterface
  interface Pass {
    void run() throws InterruptedException;
  }

  /**
   * @param what for the log
   * @param isMine asked before each pass: whether this worker is the one
   * @param pass throws {@link StoreException} or {@link QueueUnavailableException} when the next
   *     one may do better
   */
  Rounds(
      String what,
      Clockwork clock,
      Duration pause,
      ThreadFactory threads,
      BooleanSupplier isMine,
      Pass pass) {
    this.what = what;
    this.clock = clock;
    this.pause = pause;
    this.isMine = isMine;
    this.pass = pass;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  /** Breaks off the pause or the pass; does not wait for that. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        clock.sleep(pause);
        if (isMine.getAsBoolean()) {
          passSafely();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void passSafely() throws InterruptedException {
    try {
      pass.run();
    } catch (StoreException | QueueUnavailableException e) {
      LOG.atWarn()
          .addKeyValue(LogKey.PASS, what)
          .setCause(e)
          .log("a pass failed; the next one sees to it");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue(LogKey.PASS, what).setCause(e).log("a pass failed");
    }
  }
}
