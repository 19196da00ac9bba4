package com.quickdumpnow.relay.ops.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. */
public final class Eventually {
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /**
   * @param what is waited for, in words that follow "within 60 s"
   */
  public static void holds(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + BOUND.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
