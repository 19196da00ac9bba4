package com.quickdumpnow.relay.decision;

import java.time.Duration;

/**
 * The relay's time limits.
 *
 * @param postWithin how long after its claim an attempt may still be posted
 * @param httpTimeout the longest a carrier's answer is waited for
 * @param clockSkew how far two machines' clocks may differ
 * @param listingLag how long a message may be missing from the carrier's list after it was accepted
 * @param spillAfter the longest a text waits for a route's pace before the next route takes it
 * @param retryDelay before the same route is tried again after a failure that never left the
 *     machine
 */
public record Timing(
    Duration postWithin,
    Duration httpTimeout,
    Duration clockSkew,
    Duration listingLag,
    Duration spillAfter,
    Duration retryDelay) {
  public static final Timing DEFAULT =
      new Timing(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1));

  /**
   * Counted from a claim: the time after which the carrier's silence about the attempt means
   * something.
   */
  public Duration reconcileAfter() {
    return postWithin.plus(httpTimeout).plus(clockSkew).plus(listingLag);
  }
}
