package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.RegisterException;
import java.time.Duration;
import java.util.Optional;

/** One process's way to a register, which is cut for minutes now and then. */
final class PartitionedRegister implements Register {
  private static final double PARTITION = 0.01;
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Register register;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private long cutUntil;

  PartitionedRegister(Register register, Scheduler scheduler, Chaos chaos) {
    this.register = register;
    this.scheduler = scheduler;
    this.chaos = chaos;
  }

  @Override
  public Optional<Version> read() {
    pass();
    return register.read();
  }

  @Override
  public boolean write(String text, Optional<Version> onto) {
    pass();
    return register.write(text, onto);
  }

  private void pass() {
    if (chaos.chance(PARTITION)) {
      cutUntil = scheduler.ticks() + (long) (LONGEST.toNanos() * chaos.part());
    }
    if (!chaos.isOver() && scheduler.ticks() < cutUntil) {
      scheduler.pause(TIMEOUT);
      throw new RegisterException("simulated: out of reach", null);
    }
  }
}
