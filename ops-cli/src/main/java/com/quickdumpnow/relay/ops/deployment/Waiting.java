package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.store.document.StoreListener;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells whoever waits for the store how far it is; and once, when it does not answer, what they
 * wait for, and that it comes to an end.
 */
final class Waiting implements StoreListener {
  static final String WORDS =
      "The store does not answer, or others keep writing first: this is tried again, for a minute"
          + " at most. Ctrl-C gives it up.";

  /** Nobody wonders before. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Longer than a request and the pause after it: what failed before then is another matter. */
  private static final Duration ANOTHER_MATTER = Duration.ofSeconds(15);

  private static final Progress NONE = Progress.silent();

  private final LongSupplier ticks;
  private final Output output;
  private final AtomicReference<Progress> shown = new AtomicReference<>(NONE);
  private long first;
  private long last;
  private boolean failed;
  private boolean said;

  /**
   * @param ticks nanoseconds, from any zero
   */
  Waiting(LongSupplier ticks, Output output) {
    this.ticks = ticks;
    this.output = output;
  }

  @Override
  public <T> T during(Supplier<T> requests) {
    try (Progress mine = output.progress("waiting for the store")) {
      boolean isFirst = shown.compareAndSet(NONE, mine);
      try {
        return requests.get();
      } finally {
        if (isFirst) {
          shown.set(NONE);
        }
      }
    }
  }

  @Override
  public void received(long bytes, long all) {
    shown.get().reach(bytes / 1000, "kB of the document", OptionalLong.of(all / 1000));
  }

  @Override
  public void scanned(long items, OptionalLong about) {
    shown.get().reach(items, "items of the table", about);
  }

  @Override
  public synchronized void retried() {
    long now = ticks.getAsLong();
    if (!failed || now - last > ANOTHER_MATTER.toNanos()) {
      first = now;
    }
    failed = true;
    last = now;
    if (!said && now - first > QUIET.toNanos()) {
      said = true;
      output.note(WORDS);
    }
  }
}
