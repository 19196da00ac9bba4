package com.quickdumpnow.relay.worker.fleet;

import java.time.Duration;

/**
 * What a worker may take of every route's pace, and until when.
 *
 * @param millionths 0 to {@value #WHOLE}
 * @param until in {@link com.quickdumpnow.relay.time.Clockwork#ticks}
 */
public record Share(int millionths, long until) {
  /** All of it. */
  public static final int WHOLE = 1_000_000;

  static final Share NONE = new Share(0, 0);

  /** Of somebody who is alone for sure. */
  public static Share whole(long now) {
    return new Share(WHOLE, now + Duration.ofDays(1).toNanos());
  }

  public double fraction() {
    return (double) millionths / WHOLE;
  }

  /** Whether a turn at that time may be taken. */
  public boolean holdsAt(long ticks) {
    return millionths > 0 && ticks - until < 0;
  }
}
