package com.quickdumpnow.relay.store.document;

import java.time.Duration;

/**
 * Is told what the store does, for metrics. Called by the thread that writes, between two requests:
 * quick, thread-safe, and never throwing.
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
}
