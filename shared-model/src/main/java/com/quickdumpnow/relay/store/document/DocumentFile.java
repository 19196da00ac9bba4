package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import java.io.IOException;
import java.util.Optional;

/**
 * The document as an object: fetched, and replaced by compare-and-set, as often as patience allows.
 * Thread-safe.
 */
final class DocumentFile {
  private static final String MEND =
      "restore the last good version from the bucket's history, as docs/reliability.md says";

  private final ObjectStore objects;
  private final String key;
  private final StoreListener listener;
  private final Codec codec;
  private final Requests requests;

  /** A hint, which every request verifies. */
  private volatile Optional<Found> unread = Optional.empty();

  DocumentFile(ObjectStore objects, String key, StoreListener listener, Codec codec) {
    this.objects = objects;
    this.key = key;
    this.listener = listener;
    this.codec = codec;
    this.requests = new Requests(listener);
  }

  /** What became of a write. */
  sealed interface Written {
    /** It is durable; {@code now} is current, perhaps with others' commits on top. */
    record Landed(Snapshot now, int bytes) implements Written {}

    /** Others wrote first; it is not in {@code now} and never will be. */
    record Overtaken(Snapshot now) implements Written {}
  }

  /** The current version, by a request that starts after the call; {@code known} if it is that. */
  Snapshot fetch(Optional<Snapshot> known, Patience patience) {
    Snapshot now = fetchAny(known, patience);
    refuseBelow(known.map(snapshot -> snapshot.document().revision()).orElse(0L), now);
    return now;
  }

  /** Somebody put an old version back: what was sent since would be sent again. */
  private void refuseBelow(long known, Snapshot now) {
    long revision = now.document().revision();
    if (revision < known) {
      throw new DocumentRefused(
          key + " went back from revision " + known + " to " + revision + "; " + MEND, null);
    }
  }

  private Snapshot fetchAny(Optional<Snapshot> known, Patience patience) {
    return listener.during(() -> read(known, patience));
  }

  private Snapshot read(Optional<Snapshot> known, Patience patience) {
    return found(known.map(Snapshot::etag), patience)
        .map(found -> new Snapshot(decode(found), found.etag()))
        .or(() -> known)
        .orElseThrow(() -> new IllegalStateException("not modified, but never fetched"));
  }

  /** The current version as it is stored, if it is sure without a look that it is a document. */
  Optional<Found> unread(Patience patience) {
    Optional<Found> known = unread;
    unread = found(known.map(Found::etag), patience).or(() -> known).filter(this::isTrusted);
    return unread;
  }

  private boolean isTrusted(Found found) {
    return codec.trusts(found.bytes());
  }

  /** The current version, unless it is the known one. */
  private Optional<Found> found(Optional<String> known, Patience patience) {
    Fetched fetched = requests.insist(patience, () -> Optional.of(objects.get(key, known)));
    return switch (fetched) {
      case Fetched.NotModified _ -> Optional.empty();
      case Fetched.Missing _ ->
          throw new DocumentRefused(
              "there is no " + key + ": make it with qdn init, or, if there was one, " + MEND,
              null);
      case Found found -> Optional.of(found);
    };
  }

  /**
   * Writes {@code document}, which carries the commit {@code (writer, sequence)}. The same bytes
   * are sent until it is known what became of them.
   */
  Written write(
      MaintenanceDocument document,
      Condition condition,
      String writer,
      long sequence,
      Patience patience) {
    byte[] bytes = codec.encode(document);
    Put put = requests.insist(patience, () -> put(bytes, condition, patience));
    if (put instanceof Put.Stored(var etag)) {
      return new Written.Landed(new Snapshot(document, etag), bytes.length);
    }
    // First the pause, then the look: what was current before is the likeliest to be overtaken.
    patience.pauseForOthers();
    // Whoever makes a document builds on none.
    long base = condition instanceof Condition.IfMatch ? document.revision() - 1 : 0;
    Snapshot now = lookAfterFailedPut(base, patience);
    if (now.contains(writer, sequence)) {
      listener.ownWriteRecognised();
      return new Written.Landed(now, bytes.length);
    }
    patience.clearDoubt();
    return new Written.Overtaken(now);
  }

  /** Stored or PreconditionFailed; empty when another try is due at once after a pause. */
  private Optional<Put> put(byte[] bytes, Condition condition, Patience patience) {
    try {
      Put put = objects.put(key, bytes, condition);
      return put instanceof Put.Conflict ? Optional.empty() : Optional.of(put);
    } catch (ObjectStoreException.OutcomeUnknown e) {
      patience.doubt();
      throw e;
    }
  }

  private Snapshot lookAfterFailedPut(long base, Patience patience) {
    try {
      Snapshot now = fetchAny(Optional.empty(), patience);
      refuseBelow(base, now);
      return now;
    } catch (DocumentRefused e) {
      StoreException verdict = patience.giveUp("the document is refused now", e);
      throw verdict instanceof CommitUnknown ? verdict : e;
    }
  }

  private MaintenanceDocument decode(Found found) {
    try {
      return codec.decode(found.bytes());
    } catch (IOException e) {
      throw new DocumentRefused(key + " is not gzip, or too large: " + MEND, e);
    } catch (BadJsonException e) {
      throw new DocumentRefused(key + " at " + e.getMessage() + "; " + MEND, e);
    }
  }
}
