package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still; whoever sleeps moves it on. */
final class FakeClock implements Clockwork {
  static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

  private long elapsed;
  private Runnable whileSleeping = () -> {};

  @Override
  public synchronized Instant instant() {
    return START.plusNanos(elapsed);
  }

  @Override
  public synchronized long ticks() {
    return elapsed - 1_000_000_000_000L;
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
    if (duration.isPositive()) {
      Runnable once = whileSleeping;
      whileSleeping = () -> {};
      once.run();
    }
  }

  /** Happens once, at the end of the next sleep. */
  void whileSleeping(Runnable action) {
    whileSleeping = action;
  }

  synchronized void pass(Duration duration) {
    elapsed += duration.toNanos();
  }

  @Override
  public Signal signal() {
    return Clockwork.system().signal();
  }
}
