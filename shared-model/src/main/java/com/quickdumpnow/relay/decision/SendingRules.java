package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.TimeZoneName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a text back although a route would take it: the hour where the customer is, and the
 * money.
 *
 * @param depot the time zone of our own day, and of a customer of whom nothing better is known
 * @param quietHours empty when texts go out at any hour
 */
public record SendingRules(
    ZoneId depot, Optional<QuietHours> quietHours, Spending spending, ZoneFinder zones) {
  /** Where QDN is. */
  public static final ZoneId SAN_DIEGO = ZoneId.of("America/Los_Angeles");

  /** At any hour, at any price. */
  public static final SendingRules NONE =
      new SendingRules(SAN_DIEGO, Optional.empty(), Spending.UNLIMITED, ZoneFinder.NOBODY);

  /** A prefix of more zones than this tells nothing: it is a whole country's. */
  private static final int MOST_ZONES = 4;

  SendingRules with(ZoneFinder finder) {
    return new SendingRules(depot, quietHours, spending, finder);
  }

  /** When a text about that may go out again; empty when it may now. */
  Optional<Instant> quietUntil(JobStatus about, Customer customer, Instant now) {
    return quietHours
        .filter(hours -> hours.canWait(about))
        .map(hours -> hours.endAfter(now, zonesOf(customer)))
        .filter(now::isBefore);
  }

  /** How long a text about that may take to arrive; zero when it may not now. */
  public Optional<Duration> quietIn(JobStatus about, Customer customer, Instant now) {
    return quietHours
        .filter(hours -> hours.canWait(about))
        .map(
            hours ->
                hours.isQuiet(now, zonesOf(customer))
                    ? Duration.ZERO
                    : Duration.between(now, hours.nextAfter(now, zonesOf(customer))));
  }

  /** Where a customer may be: what they said, else what their number says, else where we are. */
  Set<ZoneId> zonesOf(Customer customer) {
    Optional<ZoneId> said = customer.timeZone().flatMap(TimeZoneName::zone);
    if (said.isPresent()) {
      return Set.of(said.get());
    }
    Set<ZoneId> guessed = customer.phone().map(zones::of).orElse(Set.of());
    return guessed.isEmpty() || guessed.contains(depot) || guessed.size() > MOST_ZONES
        ? Set.of(depot)
        : guessed;
  }
}
