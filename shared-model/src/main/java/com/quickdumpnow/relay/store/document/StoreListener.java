package com.quickdumpnow.relay.store.document;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Is told what the store does, for metrics and for people who wait. Called by the thread that
 * works: quick, thread-safe, and never throwing.
 */
public interface StoreListener {
  /** Tells nobody. */
  StoreListener NONE = new StoreListener() {};

  /**
   * A write is durable.
   *
   * @param changes how many calls it carries
   * @param bytes the stored size
   * @param took from the batch's beginning, retries included
   */
  default void committed(int changes, int bytes, Duration took) {}

  /** Somebody else wrote first; the changes are applied anew. */
  default void conflict() {}

  /** A request failed for the time being and is repeated. */
  default void retried() {}

  /** A write whose answer was lost turned out to have landed. */
  default void ownWriteRecognised() {}

  /**
   * Makes a call's requests, repeated ones and the pauses between them included, so that whoever
   * waits can be shown that they are under way. Calls may stand in one another.
   *
   * @return what {@code requests} gives; what it throws is thrown
   */
  default <T> T during(Supplier<T> requests) {
    return requests.get();
  }

  /** So much of an object has come, of {@code all} bytes. */
  default void received(long bytes, long all) {}

  /**
   * So many items have come of a table that is read whole.
   *
   * @param about how many there are, as was known some hours ago
   */
  default void scanned(long items, OptionalLong about) {}
}
