package com.quickdumpnow.relay.store.document;

import java.util.List;
import java.util.Optional;

/**
 * Where objects are kept, each replaced as a whole and under a condition. Strongly consistent: a
 * get that starts after a put was answered sees it. Thread-safe. Nothing here is tried twice: who
 * calls, decides about that.
 *
 * <p>Every method throws {@link ObjectStoreException}, which says whether it may have taken effect.
 */
public interface ObjectStore {
  /**
   * @param ifNoneMatch the entity tag of the version that is known already
   */
  Fetched get(String key, Optional<String> ifNoneMatch);

  /** Stores {@code gzip}, bytes of gzip-compressed JSON, if {@code condition} holds. */
  Put put(String key, byte[] gzip, Condition condition);

  /**
   * The first objects, in the order of their keys' UTF-8 bytes.
   *
   * @param prefix what they begin with
   * @param after only those behind it
   * @param most how many, 1 to 1000; fewer means there are no more
   */
  List<Entry> list(String prefix, Optional<String> after, int most);

  /**
   * An object, unread.
   *
   * @param etag another one whenever its bytes are others; need not look like that of a get
   */
  record Entry(String key, String etag) {}

  /** What a get found. */
  sealed interface Fetched {
    /** The object is still the known one. */
    record NotModified() implements Fetched {}

    /** There is no such object. */
    record Missing() implements Fetched {}
  }

  /** The object's bytes, compressed or not, and its entity tag. The bytes are not to be changed. */
  final class Found implements Fetched {
    private final byte[] bytes;
    private final String etag;

    public Found(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }

    public byte[] bytes() {
      return bytes;
    }

    public String etag() {
      return etag;
    }
  }

  /** What became of a put. */
  sealed interface Put {
    record Stored(String etag) implements Put {}

    /** The condition does not hold: this put did not take effect. An earlier one may have. */
    record PreconditionFailed() implements Put {}

    /** Another put was under way: this one did not take effect and may be tried again. */
    record Conflict() implements Put {}
  }

  /** When to put. */
  sealed interface Condition {
    /** Only onto the version with that entity tag. */
    record IfMatch(String etag) implements Condition {}

    /** Only if there is no such object yet. */
    record IfAbsent() implements Condition {}
  }
}
