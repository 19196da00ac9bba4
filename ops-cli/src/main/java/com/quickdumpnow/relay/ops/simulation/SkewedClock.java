package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock of a machine that is wrong about the time.
 *
 * @param ahead of others
 */
record SkewedClock(Clockwork clock, Duration ahead) implements Clockwork {
  @Override
  public Instant instant() {
    return clock.instant().plus(ahead);
  }

  @Override
  public long ticks() {
    return clock.ticks() + ahead.toNanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    clock.sleep(duration);
  }

  @Override
  public Signal signal() {
    return clock.signal();
  }
}
