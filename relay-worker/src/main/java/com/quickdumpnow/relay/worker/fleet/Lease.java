package com.quickdumpnow.relay.worker.fleet;

import java.time.Duration;

/**
 * For how long a worker is taken to be alive.
 *
 * @param lasts from before the write that renewed it, by the clock of whoever holds it
 * @param look the pause between two looks at the others
 */
public record Lease(Duration lasts, Duration look) {
  /** About five cents a day in S3's requests for each worker. */
  public static final Lease STANDARD = lasting(Duration.ofSeconds(30));

  /** With ten looks in its time. */
  public static Lease lasting(Duration lasts) {
    return new Lease(lasts, lasts.dividedBy(10));
  }

  /** Two fifths of it are over: one renewal may fail. */
  Duration renewal() {
    return lasts.multipliedBy(2).dividedBy(5);
  }

  /**
   * Who was silent for that long, by anybody's monotonic clock, holds no lease: it began before
   * what was seen of it was written. The sixth more is for clocks that run faster than others.
   */
  Duration surelyOver() {
    return lasts.plus(lasts.dividedBy(6));
  }
}
