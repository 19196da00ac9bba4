package com.quickdumpnow.relay.ops.deployment;

import com.quickdumpnow.relay.store.document.StoreListener;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells whoever waits for the store what they wait for, and that it comes to an end. Once. */
final class Waiting implements StoreListener {
  static final String WORDS =
      "The store does not answer, or others keep writing first: this is tried again, for a minute"
          + " at most. Ctrl-C gives it up.";

  /** Nobody wonders before. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Longer than a request and the pause after it: what failed before then is another matter. */
  private static final Duration ANOTHER_MATTER = Duration.ofSeconds(15);

  private final LongSupplier ticks;
  private final Consumer<String> note;
  private long first;
  private long last;
  private boolean failed;
  private boolean said;

  /**
   * @param ticks nanoseconds, from any zero
   */
  Waiting(LongSupplier ticks, Consumer<String> note) {
    this.ticks = ticks;
    this.note = note;
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
      note.accept(WORDS);
    }
  }
}
