package com.quickdumpnow.relay.ops.chaos;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * So many strikes, one after the other on a thread of their own, spread evenly over the
 * notifications of a run. One that fails is the last.
 */
final class Strikes implements AutoCloseable {
  private final String by;
  private final int count;
  private final int notifications;
  private final AtomicInteger done = new AtomicInteger();
  private volatile boolean over;
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile Optional<Thread> thread = Optional.empty();

  @FunctionalInterface
  interface Strike {
    void run() throws InterruptedException;
  }

  /**
   * @param by who strikes, in words
   */
  Strikes(String by, int count, int notifications) {
    this.by = by;
    this.count = count;
    this.notifications = notifications;
  }

  /**
   * @param begun how many notifications have begun
   * @param moment when each strike is due within its part of them, from 0 to 1
   */
  void begin(IntSupplier begun, DoubleSupplier moment, Strike strike) {
    thread =
        Optional.of(
            Thread.ofVirtual()
                .name(by)
                .start(
                    () -> {
                      try {
                        run(begun, moment, strike);
                      } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                      } catch (RuntimeException e) {
                        failure = Optional.of(e);
                      } finally {
                        over = true;
                      }
                    }));
  }

  private void run(IntSupplier begun, DoubleSupplier moment, Strike strike)
      throws InterruptedException {
    for (int i = 0; i < count; i++) {
      double due = (i + moment.getAsDouble()) * notifications / count;
      while (begun.getAsInt() < due) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      strike.run();
      done.incrementAndGet();
    }
  }

  /** Returns once the strikes are no more than one behind so many notifications, or over. */
  void await(int begunNotifications) throws InterruptedException {
    while (!over && begunNotifications > (double) (done.get() + 1) * notifications / count) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Returns once they are over. */
  void join() throws InterruptedException {
    if (thread.isPresent()) {
      thread.get().join();
    }
  }

  int done() {
    return done.get();
  }

  /** That one failed, if it did. */
  List<String> complaints() {
    return failure.map(e -> List.of("the " + by + " failed: " + e)).orElse(List.of());
  }

  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
  }
}
