package com.quickdumpnow.relay.ops.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a person who waits longer than two seconds how much is done and how long it will still
 * take; where nobody knows that, for how long it has taken. Goes on telling while nothing comes.
 * Thread-safe.
 */
public final class Progress implements AutoCloseable {
  static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(200);

  private final long start = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Optional<Thread> teller;
  private final Runnable onClose;
  private volatile Aim aim;

  private record Aim(String what, OptionalLong total) {}

  private Progress(Aim aim, Optional<PrintWriter> terminal, Duration quiet, Runnable onClose) {
    this.aim = aim;
    this.onClose = onClose;
    this.teller =
        terminal.map(
            // No virtual one: what it tells of may keep all processors busy.
            out -> Thread.ofPlatform().daemon().unstarted(() -> tell(out, quiet)));
  }

  /**
   * Begins.
   *
   * @param total empty when nobody knows it
   * @param quiet for how long nothing is said
   * @param onClose is run when the terminal's line is free again
   */
  static Progress on(
      PrintWriter terminal, Duration quiet, String what, OptionalLong total, Runnable onClose) {
    Progress progress = new Progress(new Aim(what, total), Optional.of(terminal), quiet, onClose);
    progress.teller.ifPresent(Thread::start);
    return progress;
  }

  /** For those to whom nobody listens. */
  public static Progress silent() {
    return new Progress(new Aim("", OptionalLong.empty()), Optional.empty(), QUIET, () -> {});
  }

  /** One part more is done. */
  public void step() {
    done.incrementAndGet();
  }

  /** As many parts are done. */
  public void reach(long count) {
    done.set(count);
  }

  /** As many parts are done, and what they are parts of is known better. */
  public void reach(long count, String what, OptionalLong total) {
    aim = new Aim(what, total);
    done.set(count);
  }

  private void tell(PrintWriter out, Duration quiet) {
    try {
      if (closed.await(quiet.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      do {
        print(out, this.toString());
      } while (!closed.await(STEP.toNanos(), TimeUnit.NANOSECONDS));
      print(out, "");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts {@code words} in the place of the line that the cursor is on. */
  static void print(PrintWriter terminal, String words) {
    terminal.print("\r" + words + "\u001b[K");
    terminal.flush();
  }

  /** As it is told at this moment. */
  @Override
  public String toString() {
    Aim now = aim;
    return line(now.what(), done.get(), now.total(), Duration.ofNanos(System.nanoTime() - start));
  }

  static String line(String what, long count, OptionalLong total, Duration spent) {
    if (total.isPresent() && total.getAsLong() >= count) {
      long all = total.getAsLong();
      String done = "%s: %d of %d, ".formatted(what, count, all);
      return count == 0
          ? done + "for %d s".formatted(spent.toSeconds())
          : done + "about %d s left".formatted(spent.toMillis() * (all - count) / count / 1000);
    }
    return count == 0
        ? "%s, for %d s".formatted(what, spent.toSeconds())
        : "%s: %d so far, for %d s".formatted(what, count, spent.toSeconds());
  }

  /** Clears its line. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (teller.isPresent()) {
        teller.get().join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    onClose.run();
  }
}
