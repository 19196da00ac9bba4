package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.Optional;

/**
 * The last version seen of the document, and when: a hint, which whoever changes something verifies
 * by its request. Thread-safe.
 */
final class LastKnown {
  /** Fewer others than that are expected before who writes without a look loses by it. */
  private static final double TOLERATED = 0.2;

  /**
   * Who has not yet seen whether others write expects it once in that time: a program that is new
   * is seldom the only one, and a look costs a twelfth of a write that is refused.
   */
  private static final Duration AT_FIRST = Duration.ofSeconds(1);

  private final DocumentFile file;
  private final Clockwork clock;
  private final Object lock = new Object();

  /** Guarded by the lock, as are all that follow. */
  private Optional<Snapshot> last = Optional.empty();

  /** When it was asked for the last time: it was current then, or later. */
  private long asked;

  /**
   * How many versions of others' were among those that were new the last time any were; a supposed
   * one before that.
   */
  private long others;

  /** When none of those was there yet. */
  private long from;

  LastKnown(DocumentFile file, Clockwork clock) {
    this.file = file;
    this.clock = clock;
  }

  Optional<Snapshot> get() {
    synchronized (lock) {
      return last;
    }
  }

  /** The same, if it was current no longer ago than that. */
  Optional<Snapshot> current(Duration ago) {
    synchronized (lock) {
      return last.filter(_ -> now() - asked <= ago.toNanos());
    }
  }

  /**
   * Whether others have likely written since: by the pace they had when it was last seen that they
   * write, slower for as long as that was not seen again.
   */
  boolean isLikelyOvertaken() {
    synchronized (lock) {
      // As floating point: the count of ticks overflows. A write's answer may tell of a time
      // before.
      double expected = (double) others * (now() - asked);
      return expected > TOLERATED * Math.max(0, asked - from);
    }
  }

  /** For {@link #remember}, before what is remembered is asked for. */
  long now() {
    return clock.ticks();
  }

  /** The current version, by a request that starts after the call. */
  Snapshot refreshed(Optional<Snapshot> known, Patience patience) {
    long begin = now();
    Snapshot now = file.fetch(known, patience);
    remember(now, known, 0, begin);
    return now;
  }

  /**
   * Reads and writes go on side by side: what was learnt first may be said last.
   *
   * @param own how many of the versions after the last one seen were written here
   * @param when it was {@link #now} before it was asked for
   */
  void remember(Snapshot now, Optional<Snapshot> before, long own, long when) {
    synchronized (lock) {
      if (last.isPresent() && last.get().isSameVersionAs(now)) {
        asked = when - asked > 0 ? when : asked;
      } else if (last.isEmpty()
          || (before.isPresent() && last.get().isSameVersionAs(before.get()))
          || revision(now) >= revision(last.get())) {
        long seen = last.map(known -> revision(now) - revision(known) - own).orElse(1L);
        if (seen > 0) {
          others = seen;
          from = last.isPresent() ? asked : when - AT_FIRST.toNanos();
        }
        last = Optional.of(now);
        asked = when;
      }
    }
  }

  private static long revision(Snapshot snapshot) {
    return snapshot.document().revision();
  }
}
