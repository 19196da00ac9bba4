package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the polling while nothing could be done with what comes: each receive would only bring a
 * message nearer to the dead-letter queue. Thread-safe.
 */
final class Brake {
  private static final Logger LOG = LoggerFactory.getLogger(Brake.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 5;

  private final Clockwork clock;
  private Optional<Trouble> trouble = Optional.empty();
  private int pauses;

  Brake(Clockwork clock) {
    this.clock = clock;
  }

  private record Trouble(String reason, BooleanSupplier isOver) {}

  /**
   * @param isOver asked after each pause; false, or a throw, lengthens the next
   */
  synchronized void pull(String reason, BooleanSupplier isOver) {
    if (trouble.isEmpty()) {
      LOG.atWarn().addKeyValue(LogKey.REASON, reason).log("polling pauses");
      trouble = Optional.of(new Trouble(reason, isOver));
    }
  }

  /** Why the polling pauses; empty while it does not. */
  synchronized Optional<String> reason() {
    return trouble.map(Trouble::reason);
  }

  /** Something went well: the next pause is a short one again. */
  synchronized void relax() {
    if (trouble.isEmpty()) {
      pauses = 0;
    }
  }

  /**
   * Pauses once and looks whether the trouble is over. Returns at once when there is none.
   *
   * @param stop ends the pause early
   */
  void pause(BooleanSupplier stop) throws InterruptedException {
    Optional<Trouble> current;
    Duration left;
    synchronized (this) {
      current = trouble;
      left = FIRST_PAUSE.multipliedBy(1L << Math.min(pauses, MAX_DOUBLINGS));
      pauses += trouble.isPresent() ? 1 : 0;
    }
    if (current.isEmpty()) {
      return;
    }
    while (left.isPositive() && !stop.getAsBoolean()) {
      clock.sleep(FIRST_PAUSE);
      left = left.minus(FIRST_PAUSE);
    }
    if (!stop.getAsBoolean() && isOver(current.get())) {
      LOG.atInfo().addKeyValue(LogKey.REASON, current.get().reason()).log("polling goes on");
      synchronized (this) {
        trouble = Optional.empty();
      }
    }
  }

  private static boolean isOver(Trouble trouble) {
    try {
      return trouble.isOver().getAsBoolean();
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).log("still in trouble");
      return false;
    }
  }
}
