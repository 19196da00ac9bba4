package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that does not work until staff mend it. It is probed back: after a while one may try
 * again, and every failed try doubles that while. An accepted request ends it, unless receipts told
 * of it: those fail what was accepted. Thread-safe.
 */
final class Outage {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 5;

  /** So long without a failure, and the next one is a first one again. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private Instant until = Instant.MIN;
  private String reason = "";
  private boolean toldByReceipt;
  private int failures;

  /** A request was refused. */
  synchronized void refused(Instant now, String why) {
    begin(now, now, why, false);
  }

  /**
   * A receipt told of it.
   *
   * @param at when; of no effect once its while is over
   */
  synchronized void toldByReceipt(Instant at, Instant now, String why) {
    begin(at, now, why, true);
  }

  private void begin(Instant at, Instant now, String why, boolean byReceipt) {
    if (at.isBefore(until)) {
      toldByReceipt |= byReceipt;
      return;
    }
    int earlier = at.isAfter(until.plus(FORGOTTEN_AFTER)) ? 0 : failures;
    Instant end = at.plus(FIRST.multipliedBy(1L << Math.min(earlier, MAX_DOUBLINGS)));
    if (now.isBefore(end)) {
      until = end;
      reason = why;
      toldByReceipt = byReceipt;
      failures = earlier + 1;
    }
  }

  /** A request was accepted. */
  synchronized void accepted() {
    if (!toldByReceipt) {
      until = Instant.MIN;
      failures = 0;
    }
  }

  synchronized Optional<Resting> resting(Instant now) {
    return now.isBefore(until)
        ? Optional.of(new Resting(Duration.between(now, until), reason))
        : Optional.empty();
  }
}
