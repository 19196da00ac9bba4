package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.Patience;
import java.util.Optional;

/** The last version seen of the document: a hint, which every request verifies. Thread-safe. */
final class LastKnown {
  private final DocumentFile file;
  private final Object lock = new Object();
  private Optional<Snapshot> last = Optional.empty();

  LastKnown(DocumentFile file) {
    this.file = file;
  }

  Optional<Snapshot> get() {
    synchronized (lock) {
      return last;
    }
  }

  /** The current version, by a request that starts after the call. */
  Snapshot refreshed(Optional<Snapshot> known, Patience patience) {
    Snapshot now = file.fetch(known, patience);
    remember(now, known);
    return now;
  }

  /** Reads and writes go on side by side: what was learnt first may be said last. */
  void remember(Snapshot now, Optional<Snapshot> before) {
    synchronized (lock) {
      if (last.isEmpty()
          || (before.isPresent() && last.get().isSameVersionAs(before.get()))
          || now.document().revision() >= last.get().document().revision()) {
        last = Optional.of(now);
      }
    }
  }
}
