package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long one batch, or one read, is tried: pauses that grow, with full jitter, until the horizon.
 * Knows whether a write of the batch may have landed, since that is what its callers must be told
 * at the end. For one thread.
 */
final class Patience {
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** Who loses a race too often must not be left behind by those who keep winning. */
  private static final long LONGEST_PAUSE_FOR_OTHERS_MILLIS = 200;

  private final Clockwork clock;
  private final RandomGenerator random;
  private final Duration horizon;
  private final long start;
  private int pauses;
  private boolean inDoubt;

  Patience(Clockwork clock, RandomGenerator random, Duration horizon) {
    this.clock = clock;
    this.random = random;
    this.horizon = horizon;
    this.start = clock.ticks();
  }

  Duration spent() {
    return Duration.ofNanos(clock.ticks() - start);
  }

  /** A write went out, and whether it landed is not known. */
  void doubt() {
    inDoubt = true;
  }

  /** What is current has been seen, and no write of this batch is in it or can still get there. */
  void clearDoubt() {
    inDoubt = false;
  }

  /**
   * Waits before another try.
   *
   * @param why what stands in the way, for the message
   * @throws StoreException when the horizon is reached or the thread interrupted
   */
  void pause(String why, @Nullable Throwable cause) {
    pause(LONGEST_PAUSE_MILLIS, why, cause);
  }

  /** The same, where it was others' success that stood in the way. */
  void pauseForOthers() {
    pause(LONGEST_PAUSE_FOR_OTHERS_MILLIS, "others kept writing first", null);
  }

  private void pause(long cap, String why, @Nullable Throwable cause) {
    if (spent().compareTo(horizon) >= 0) {
      throw giveUp(why + ", for " + horizon.toSeconds() + " s", cause);
    }
    long longest = Math.min(cap, FIRST_PAUSE_MILLIS << Math.min(pauses, 10));
    pauses++;
    try {
      clock.sleep(Duration.ofMillis(random.nextLong(longest + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw giveUp("interrupted", e);
    }
  }

  StoreException giveUp(String why, @Nullable Throwable cause) {
    return inDoubt
        ? new StoreException.CommitUnknown("a write may or may not have landed: " + why, cause)
        : new StoreException.Unavailable("nothing was written: " + why, cause);
  }
}
