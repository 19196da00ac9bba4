package com.quickdumpnow.relay.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Everything a program asks of time: what it is, how long something takes, and waiting.
 * Thread-safe. The system's own is {@link #system()}; tests and the simulation bring theirs.
 */
public interface Clockwork extends InstantSource {
  /** A monotonic count of nanoseconds with an arbitrary zero, for measuring durations only. */
  long ticks();

  /** Waits that long. */
  void sleep(Duration duration) throws InterruptedException;

  /** A new, unset signal. */
  Signal signal();

  /** Something one thread waits for and another one says; once set it stays set. */
  interface Signal {
    void set();

    /** Returns at once when it is set already. */
    void await() throws InterruptedException;

    /** The same, but no longer than that; whether it is set. */
    boolean await(Duration atMost) throws InterruptedException;
  }

  static Clockwork system() {
    return SystemClockwork.INSTANCE;
  }

  /** The machine's clocks and the scheduler's waiting. */
  enum SystemClockwork implements Clockwork {
    INSTANCE;

    /** A document holds ten instants a job: nobody asks which microsecond, all of them weigh. */
    private static final Clock MILLIS = Clock.tickMillis(ZoneOffset.UTC);

    @Override
    public Instant instant() {
      return MILLIS.instant();
    }

    @Override
    public long ticks() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      Thread.sleep(duration);
    }

    @Override
    public Signal signal() {
      CountDownLatch latch = new CountDownLatch(1);
      return new Signal() {
        @Override
        public void set() {
          latch.countDown();
        }

        @Override
        public void await() throws InterruptedException {
          latch.await();
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
          return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
      };
    }
  }
}
