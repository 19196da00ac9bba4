package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.worker.fleet.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who tries again what fails: of all workers that found out, the one that has been a member for
 * longest. The others keep away until it says that all is well, or says nothing for too long.
 */
final class Probing {
  /** A try takes no longer, and what came of it is known to all. */
  static final Duration GRACE = Duration.ofSeconds(20);

  private Probing() {}

  /**
   * Present while others see to it.
   *
   * @param failures what others say
   * @param isSick whether this worker found out itself
   */
  static Optional<Resting> resting(List<Heard> failures, boolean isSick, Instant now) {
    return failures.stream()
        .filter(heard -> heard.bySenior() || !isSick)
        .map(Heard::report)
        .filter(report -> now.isBefore(report.until().plus(GRACE)))
        .findFirst()
        .map(
            report ->
                new Resting(
                    Duration.between(now, report.until().plus(GRACE)),
                    report.reason() + " (another worker says so)"));
  }
}
