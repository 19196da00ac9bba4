package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.decision.QuietHours;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.TimeZoneName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether texts keep to the hours and to the money, by a clock and by sums of its own: what the
 * carriers took, and what came onto handsets.
 */
final class RuleWatch {
  /** From the last look before a request to when the carrier has it. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(25);

  /** The longest from the carrier's queue, where a text can be stopped, to a handset. */
  private static final Duration ON_THE_AIR = Duration.ofMinutes(2);

  private static final ZoneId DEPOT = SendingRules.SAN_DIEGO;

  /** The simulation begins at six in the morning: it is quiet from a while after that. */
  private static final QuietHours HOURS =
      new QuietHours(LocalTime.of(6, 3), LocalTime.of(6, 13), Set.of(JobStatus.DISPATCHED));

  private static final Spending SPENDING =
      new Spending(Optional.of(Route.LIST_PRICE.times(5)), Optional.of(Route.LIST_PRICE.times(2)));

  private final SendingRules rules;
  private final Duration ahead;
  private final Map<JobId, Money> jobs = new HashMap<>();
  private final Map<LocalDate, Money> days = new HashMap<>();

  /**
   * @param ahead how far a worker's clock may be ahead of the judge's
   */
  RuleWatch(SendingRules rules, Duration ahead) {
    this.rules = rules;
    this.ahead = ahead;
  }

  /** The rules of that seed: every other one has quiet hours, every other pair limits. */
  static SendingRules rules(long seed) {
    return new SendingRules(
        DEPOT,
        seed % 2 == 0 ? Optional.empty() : Optional.of(HOURS),
        seed / 2 % 2 == 0 ? Spending.UNLIMITED : SPENDING,
        ZoneFinder.NOBODY);
  }

  /**
   * A carrier took a text of that notification.
   *
   * @param restored whether somebody went back in time, so that a job may have begun anew
   */
  void accepted(Notification notification, Customer customer, boolean restored, Instant now) {
    check(
        mayArrive(notification, customer, now.minus(UNDER_WAY), now),
        notification.id() + " was posted in quiet hours");
    Money cost = Route.LIST_PRICE.times(notification.segments());
    Money ofJob = jobs.merge(notification.jobId(), cost, Money::plus);
    Money ofDay = days.merge(now.atZone(DEPOT).toLocalDate(), cost, Money::plus);
    check(
        restored || within(ofJob, rules.spending().perJob()),
        notification.jobId() + " cost " + ofJob);
    check(within(ofDay, rules.spending().perDay()), "the day cost " + ofDay);
  }

  /** It came onto the handset. */
  void received(Notification notification, Customer customer, Instant now) {
    check(
        mayArrive(notification, customer, now.minus(UNDER_WAY).minus(ON_THE_AIR), now),
        notification.id() + " arrived in quiet hours");
  }

  private boolean mayArrive(
      Notification notification, Customer customer, Instant earliest, Instant now) {
    return rules.quietHours().isEmpty()
        || HOURS.urgent().contains(notification.about())
        || !isQuiet(customer, earliest)
        || !isQuiet(customer, now.plus(ahead));
  }

  private static boolean isQuiet(Customer customer, Instant time) {
    ZoneId zone = customer.timeZone().flatMap(TimeZoneName::zone).orElse(DEPOT);
    LocalTime clock = time.atZone(zone).toLocalTime();
    return !clock.isBefore(HOURS.from()) && clock.isBefore(HOURS.to());
  }

  private static boolean within(Money sum, Optional<Money> most) {
    return most.filter(limit -> sum.compareTo(limit) > 0).isEmpty();
  }
}
