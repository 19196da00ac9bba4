package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** A monotonic clock that hardly moves. */
record DawdlingClock(Clockwork clock) implements Clockwork {
  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long ticks() {
    return clock.ticks() / 1000;
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
