package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;

/** The machine's time, but nobody sleeps longer than a fifth of what was asked. */
final class HastyClock implements Clockwork {
  private static final int SPEED = 5;

  @Override
  public Instant instant() {
    return Clockwork.system().instant();
  }

  @Override
  public long ticks() {
    return Clockwork.system().ticks();
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
