package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** Time in which everything goes twenty times as fast. */
final class HastyClock implements Clockwork {
  private static final int SPEED = 20;
  private final long start = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(ticks());
  }

  @Override
  public long ticks() {
    return (System.nanoTime() - start) * SPEED;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Clockwork.system().sleep(duration.dividedBy(SPEED));
  }

  @Override
  public Signal signal() {
    return Clockwork.system().signal();
  }
}
