package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** While one sleeps, others are at work. */
final class ClockOfOthers implements Clockwork {
  private final SettableClock clock = new SettableClock();
  private final Runnable others;

  ClockOfOthers(Runnable others) {
    this.others = others;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long ticks() {
    return clock.ticks();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    clock.sleep(duration);
    others.run();
  }

  @Override
  public Signal signal() {
    return clock.signal();
  }
}
