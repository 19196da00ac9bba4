package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** Time that passes at once, by sleeping or when told to. */
final class SettableClock implements Clockwork {
  private static final Instant START = Instant.parse("2025-01-15T14:32:00Z");

  /** Arbitrary, as the system's is. */
  private static final long ZERO = -5_000_000_000_000L;

  private Duration passed = Duration.ZERO;

  @Override
  public synchronized Instant instant() {
    return START.plus(passed);
  }

  @Override
  public synchronized long ticks() {
    return ZERO + passed.toNanos();
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pass(duration);
  }

  synchronized void pass(Duration time) {
    passed = passed.plus(time);
  }

  synchronized Duration passed() {
    return passed;
  }

  @Override
  public Signal signal() {
    return Clockwork.system().signal();
  }
}
