package com.quickdumpnow.relay.worker.sqs;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread, or another process, brings about. */
final class Until {
  private static final Duration BOUND = Duration.ofMinutes(1);

  private Until() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + BOUND + ": " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
