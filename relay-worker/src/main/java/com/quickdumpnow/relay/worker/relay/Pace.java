package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.fleet.Share;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Turns on a route, one after the other at this worker's share of its pace. What is not used is not
 * saved up. Not thread-safe: its route's state guards it.
 */
final class Pace {
  /** Longer than any text waits for its turn: it is better given to another worker. */
  private static final Duration WITHOUT_SHARE = Duration.ofSeconds(15);

  private final double unitsPerSecond;
  private final Clockwork clock;
  private final Supplier<Share> share;
  private long nextFree;

  /**
   * @param unitsPerSecond of all workers together
   */
  Pace(double unitsPerSecond, Clockwork clock, Supplier<Share> share) {
    this.unitsPerSecond = unitsPerSecond;
    this.clock = clock;
    this.share = share;
    this.nextFree = clock.ticks();
  }

  /** How long the next turn is away. */
  Duration wait(Duration atLeast) {
    Duration wait = turn(atLeast);
    boolean held = share.get().holdsAt(clock.ticks() + wait.toNanos());
    return held || wait.compareTo(WITHOUT_SHARE) > 0 ? wait : WITHOUT_SHARE;
  }

  /**
   * Takes the next turn.
   *
   * @param wait what {@link #wait} said just now
   * @return false, and nothing taken, when the share does not last until then
   */
  boolean take(int units, Duration wait) {
    Share mine = share.get();
    long turn = clock.ticks() + wait.toNanos();
    if (!mine.holdsAt(turn)) {
      return false;
    }
    nextFree = turn + Math.round(units / (unitsPerSecond * mine.fraction()) * 1e9);
    return true;
  }

  /** When all turns that were taken are over, in ticks. */
  long drained() {
    return nextFree;
  }

  private Duration turn(Duration atLeast) {
    Duration backlog = Duration.ofNanos(Math.max(0, nextFree - clock.ticks()));
    return backlog.compareTo(atLeast) > 0 ? backlog : atLeast;
  }
}
