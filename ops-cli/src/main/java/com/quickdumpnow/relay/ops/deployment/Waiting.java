package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.store.document.StoreListener;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  private final LongSupplier ticks;
  private final Output output;
  private final AtomicReference<@Nullable Progress> shown = new AtomicReference<>();
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
      boolean isFirst = shown.compareAndSet(null, mine);
      try {
        return requests.get();
      } finally {
        if (isFirst) {
          shown.set(null);
        }
      }
    }
  }

  @Override
  public void received(long bytes, long all) {
    told(bytes / 1000, "kB of the document", OptionalLong.of(all / 1000));
  }

  @Override
  public void scanned(long items, OptionalLong about) {
    told(items, "items of the table", about);
  }

  private void told(long count, String what, OptionalLong total) {
    Optional.ofNullable(shown.get()).ifPresent(progress -> progress.reach(count, what, total));
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
