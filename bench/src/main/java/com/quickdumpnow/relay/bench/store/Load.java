package com.quickdumpnow.relay.bench.store;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * How often something could be done in a while, by so many at once.
 *
 * @param count how often it was done
 * @param took from the first beginning to the last end
 * @param cpu of this whole process
 */
record Load(long count, Duration took, Duration cpu) {
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /**
   * @param action is given a number that counts up; thread-safe
   */
  static Load of(int writers, Duration length, LongConsumer action) throws InterruptedException {
    return of(writers, length, action, new AtomicBoolean());
  }

  /**
   * @param over is set when the time is; an action may then throw {@link CancellationException}
   */
  static Load of(int writers, Duration length, LongConsumer action, AtomicBoolean over)
      throws InterruptedException {
    AtomicLong numbers = new AtomicLong();
    during(WARM_UP, writers, numbers, action, over);
    long cpuBefore = cpuNanos();
    long begin = System.nanoTime();
    long done = during(length, writers, numbers, action, over);
    long took = System.nanoTime() - begin;
    return new Load(done, Duration.ofNanos(took), Duration.ofNanos(cpuNanos() - cpuBefore));
  }

  double perSecond() {
    return count * 1e9 / took.toNanos();
  }

  double millisEach() {
    return took.toNanos() / 1e6 / count;
  }

  double cpuMillisEach() {
    return cpu.toNanos() / 1e6 / count;
  }

  /** How often it was done; what is under way at the end is waited for, and counts. */
  private static long during(
      Duration length, int writers, AtomicLong numbers, LongConsumer action, AtomicBoolean over)
      throws InterruptedException {
    AtomicLong done = new AtomicLong();
    over.set(false);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!over.get()) {
                        action.accept(numbers.incrementAndGet());
                        done.incrementAndGet();
                      }
                    } catch (CancellationException _) {
                      // It never won a race.
                    } catch (RuntimeException | Error e) {
                      failure.set(e);
                      over.set(true);
                    }
                  }));
    }
    Thread.sleep(length);
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a writer failed", failure.get());
    }
    return done.get();
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
