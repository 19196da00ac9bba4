package com.quickdumpnow.relay.ops.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person who waits longer than two seconds how much is done and how long it will still
 * take. Thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final long QUIET = Duration.ofSeconds(2).toNanos();
  private static final long STEP = Duration.ofMillis(200).toNanos();

  private final String what;
  private final long total;
  private final @Nullable PrintWriter terminal;
  private final long start = System.nanoTime();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong said = new AtomicLong(start);

  Progress(String what, long total, @Nullable PrintWriter terminal) {
    this.what = what;
    this.total = total;
    this.terminal = terminal;
  }

  /** For those to whom nobody listens. */
  public static Progress silent() {
    return new Progress("", 0, null);
  }

  /** One part more is done. */
  public void step() {
    tell(done.incrementAndGet());
  }

  /** As many parts are done. */
  public void reach(long count) {
    done.set(count);
    tell(count);
  }

  private void tell(long count) {
    long now = System.nanoTime();
    long last = said.get();
    if (terminal != null
        && now - start > QUIET
        && now - last > STEP
        && said.compareAndSet(last, now)) {
      terminal.print("\r" + line(what, count, total, Duration.ofNanos(now - start)) + "\u001b[K");
      terminal.flush();
    }
  }

  static String line(String what, long count, long total, Duration spent) {
    long left = count == 0 ? 0 : spent.toMillis() * Math.max(0, total - count) / count;
    return "%s: %d of %d, about %d s left".formatted(what, count, total, left / 1000);
  }

  @Override
  public void close() {
    if (terminal != null && said.get() != start) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }
}
