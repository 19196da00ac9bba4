package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long one batch, or one read, is tried: pauses that grow, with full jitter, until the horizon.
 * Knows whether a write of the batch may have landed, since that is what its callers must be told
 * at the end. For one thread.
 */
public final class Patience {
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Who loses a race too often must not be left behind by those who keep winning. */
  private static final Duration LONGEST_PAUSE_FOR_OTHERS = Duration.ofMillis(200);

  private final Clockwork clock;
  private final RandomGenerator random;
  private final Duration horizon;
  private final long start;
  private long attemptStart;
  private int pauses;
  private int losses;
  private boolean inDoubt;

  public Patience(Clockwork clock, RandomGenerator random, Duration horizon) {
    this.clock = clock;
    this.random = random;
    this.horizon = horizon;
    this.start = clock.ticks();
    this.attemptStart = start;
  }

  public Duration spent() {
    return Duration.ofNanos(clock.ticks() - start);
  }

  /** Whether more than half of the time is left. */
  public boolean isYoung() {
    return spent().multipliedBy(2).compareTo(horizon) < 0;
  }

  /** A write went out, and whether it landed is not known. */
  public void doubt() {
    inDoubt = true;
  }

  /** What is current has been seen, and no write of this batch is in it or can still get there. */
  public void clearDoubt() {
    inDoubt = false;
  }

  /**
   * Waits before another try.
   *
   * @param why what stands in the way, for the message
   * @throws StoreException when the horizon is reached or the thread interrupted
   */
  public void pause(String why, @Nullable Throwable cause) {
    Duration longest = Duration.ofMillis(FIRST_PAUSE_MILLIS << Math.min(pauses, 10));
    pauses++;
    sleepUpTo(shorter(longest, LONGEST_PAUSE), why, cause);
  }

  /**
   * The same, where it was others' success that stood in the way: one of them wins each round, so
   * what a pause is for is only that not all ask again at once. It is as long as a round takes
   * here, which a pause of fixed length would miss by an order of magnitude either way.
   */
  public void pauseForOthers() {
    losses++;
    Duration rounds = Duration.ofNanos(clock.ticks() - attemptStart).multipliedBy(losses);
    sleepUpTo(
        shorter(rounds.dividedBy(2).plusMillis(1), LONGEST_PAUSE_FOR_OTHERS),
        "others kept writing first",
        null);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void sleepUpTo(Duration longest, String why, @Nullable Throwable cause) {
    if (spent().compareTo(horizon) >= 0) {
      throw giveUp(why + ", for " + horizon.toSeconds() + " s", cause);
    }
    try {
      clock.sleep(Duration.ofNanos(random.nextLong(longest.toNanos() + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw giveUp("interrupted", e);
    }
    attemptStart = clock.ticks();
  }

  /** What the callers are to be told, as nothing more is tried. */
  public StoreException giveUp(String why, @Nullable Throwable cause) {
    return inDoubt
        ? new StoreException.CommitUnknown("a write may or may not have landed: " + why, cause)
        : new StoreException.Unavailable("nothing was written: " + why, cause);
  }
}
