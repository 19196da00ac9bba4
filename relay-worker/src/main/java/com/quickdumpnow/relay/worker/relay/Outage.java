package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that does not work until staff mend it. It is probed back: after a while one may try
 * again, and every failed try doubles that while. Thread-safe.
 */
final class Outage {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final int MAX_DOUBLINGS = 5;

  private Instant until = Instant.MIN;
  private String reason = "";
  private int failures;

  synchronized void begin(Instant now, String why) {
    if (now.isBefore(until)) {
      return;
    }
    until = now.plus(FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS)));
    reason = why;
    failures++;
  }

  synchronized void end() {
    until = Instant.MIN;
    failures = 0;
  }

  synchronized Optional<Resting> resting(Instant now) {
    return now.isBefore(until)
        ? Optional.of(new Resting(Duration.between(now, until), reason))
        : Optional.empty();
  }
}
