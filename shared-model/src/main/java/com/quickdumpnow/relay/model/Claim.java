package com.quickdumpnow.relay.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to post one attempt once, held by one worker and committed before anything is sent.
 *
 * @param owner the worker
 * @param epoch differs between any two claims of one owner
 * @param at when the claim was made, UTC, before its commit
 * @param postWithin how long after {@code at} the owner may still post; it measures this on its own
 *     monotonic clock
 */
public record Claim(String owner, long epoch, Instant at, Duration postWithin, Extras extras) {
  public Claim(String owner, long epoch, Instant at, Duration postWithin) {
    this(owner, epoch, at, postWithin, Extras.NONE);
  }
}
