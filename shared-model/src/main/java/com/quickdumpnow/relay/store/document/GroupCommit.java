package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.document.DocumentFile.Written;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.time.Turns;
import java.util.List;
import java.util.Optional;

/**
 * Commits the changes of several callers with one write: made anew, all of them, onto whatever
 * others have written first, and with them those of who has come meanwhile. One at a time.
 */
final class GroupCommit {
  private final DocumentFile file;
  private final LastKnown last;
  private final Writer writer;
  private final StoreListener listener;

  GroupCommit(DocumentFile file, LastKnown last, Writer writer, StoreListener listener) {
    this.file = file;
    this.last = last;
    this.writer = writer;
    this.listener = listener;
  }

  /** Returns once it is durable, or there was nothing to change in the current version. */
  void commit(Turns<PendingCall<Draft, ?>>.Turn turn, Patience patience) {
    Optional<Snapshot> known = last.get();
    // A write that is refused costs more than a look: itself, a pause, the look, and another one.
    boolean isLooking = known.isEmpty() || last.isLikelyOvertaken();
    Snapshot base = isLooking ? last.refreshed(known, patience) : known.get();
    boolean isCurrent = isLooking && !joined(turn, patience);
    long mine = writer.next();
    while (true) {
      List<PendingCall<Draft, ?>> calls = turn.requests();
      Draft draft = new Draft(base.document());
      calls.forEach(call -> call.tryWith(draft));
      if (draft.isEmpty()) {
        if (isCurrent) {
          return;
        }
        Snapshot now = last.refreshed(Optional.of(base), patience);
        isCurrent = true;
        if (now.isSameVersionAs(base)) {
          return;
        }
        base = now;
        continue;
      }
      long asked = last.now();
      MaintenanceDocument changed = writer.stamped(draft.onto(base.document()), mine);
      switch (file.write(
          changed, new Condition.IfMatch(base.etag()), writer.name(), mine, patience)) {
        case Written.Landed(var now, var bytes) -> {
          last.remember(now, Optional.of(base), 1, asked);
          listener.committed(calls.size(), bytes, patience.spent());
          return;
        }
        case Written.Overtaken(var now) -> {
          last.remember(now, Optional.of(base), 0, asked);
          listener.conflict();
          base = now;
          isCurrent = !joined(turn, patience);
        }
      }
    }
  }

  /**
   * Whether others have come along, of whom nobody knows whether the version at hand was current
   * when they did: a write that lands on it says so, or another look. Who comes late in a batch's
   * life gets one of its own, and time enough.
   */
  private static boolean joined(Turns<PendingCall<Draft, ?>>.Turn turn, Patience patience) {
    return patience.isYoung() && turn.join();
  }
}
