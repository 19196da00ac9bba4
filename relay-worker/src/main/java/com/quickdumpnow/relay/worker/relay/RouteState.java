package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.decision.FailureTable.Circumstance;
import com.quickdumpnow.relay.decision.RouteHealth.Availability;
import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.fleet.Heard;
import com.quickdumpnow.relay.worker.fleet.Report;
import com.quickdumpnow.relay.worker.fleet.Report.Kind;
import com.quickdumpnow.relay.worker.fleet.Share;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How one route is. Thread-safe. */
final class RouteState {
  /** Daily caps reset at 00:00 Pacific: https://www.twilio.com/docs/api/errors/30023. */
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 6;

  /** Shorter, and it is over before others look. */
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  /** A sender's queue holds ten hours of texts, so a full one is not soon empty. */
  private static final Duration QUEUE_FULL_REST = Duration.ofMinutes(5);

  private static final String BROKEN = "it does not work until it is mended";
  private static final Circumstance ANY = new Circumstance(SenderKind.LONG_CODE, 0, 0, true);

  /** What an outcome says of the route's account. */
  enum AccountSign {
    WELL,
    BROKEN,
    UNKNOWN
  }

  private final RouteName name;
  private final Clockwork clock;
  private final Pace pace;
  private final Breaker breaker;
  private final Outage outage = new Outage();
  private int throttledInARow;
  private Instant busyUntil = Instant.MIN;
  private Instant restUntil = Instant.MIN;
  private String restReason = "";
  private List<Heard> failures = List.of();

  /**
   * @param share of this worker
   */
  RouteState(RouteName name, double unitsPerSecond, Clockwork clock, Supplier<Share> share) {
    this.name = name;
    this.clock = clock;
    this.pace = new Pace(unitsPerSecond, clock, share);
    this.breaker = new Breaker(name, clock);
  }

  synchronized Availability availability() {
    Instant now = clock.instant();
    if (now.isBefore(restUntil)) {
      return new Resting(Duration.between(now, restUntil), restReason);
    }
    Optional<Resting> resting =
        outage.resting(now).or(breaker::resting).or(() -> Probing.resting(failures, isSick(), now));
    return resting.isPresent() ? resting.get() : new Ready(pace.wait(busyFor(now)));
  }

  private boolean isSick() {
    return breaker.openUntil().isPresent();
  }

  private Duration busyFor(Instant now) {
    return now.isBefore(busyUntil) ? Duration.between(now, busyUntil) : Duration.ZERO;
  }

  synchronized Optional<Duration> reserve(int units, Duration atMost) {
    if (!(availability() instanceof Ready(Duration delay)) || delay.compareTo(atMost) > 0) {
      return Optional.empty();
    }
    if (!breaker.tryEnter()) {
      return Optional.empty();
    }
    if (!pace.take(units, delay)) {
      breaker.unused();
      return Optional.empty();
    }
    return Optional.of(delay);
  }

  /** When all turns that were taken are over, in ticks. */
  synchronized long drained() {
    return pace.drained();
  }

  /** What other workers should know of it. */
  synchronized List<Report> reports() {
    Instant now = clock.instant();
    List<Report> reports = new ArrayList<>();
    if (now.isBefore(restUntil)) {
      reports.add(report(Kind.RESTING, restUntil, restReason));
    }
    if (now.plus(WORTH_TELLING).isBefore(busyUntil)) {
      reports.add(report(Kind.BUSY, busyUntil, "it is throttled"));
    }
    breaker
        .openUntil()
        .ifPresent(until -> reports.add(report(Kind.FAILING, until, Breaker.REASON)));
    outage
        .resting(now)
        .ifPresent(
            resting ->
                reports.add(report(Kind.FAILING, now.plus(resting.until()), resting.reason())));
    return reports;
  }

  private Report report(Kind kind, Instant until, String reason) {
    return new Report(name.value(), kind, until, reason);
  }

  /** Other workers say so, and nothing else: what they said before is over. */
  synchronized void heard(List<Heard> reports) {
    List<Heard> failing = new ArrayList<>();
    for (Heard each : reports) {
      Instant until = each.report().until();
      switch (each.report().kind()) {
        case BUSY -> busyUntil = until.isAfter(busyUntil) ? until : busyUntil;
        case RESTING -> rest(until, each.report().reason());
        case FAILING -> failing.add(each);
      }
    }
    failures = List.copyOf(failing);
  }

  synchronized AccountSign observe(SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted _ -> {
        breaker.succeeded();
        outage.accepted();
        throttledInARow = 0;
        yield AccountSign.WELL;
      }
      case SendOutcome.Throttled(Optional<Duration> retryAfter) -> {
        breaker.succeeded();
        busyFor(retryAfter.orElseGet(this::backoff));
        throttledInARow++;
        yield AccountSign.UNKNOWN;
      }
      case SendOutcome.Refused refused -> {
        breaker.succeeded();
        throttledInARow = 0;
        yield refused(refused);
      }
      case SendOutcome.Unreachable _, SendOutcome.Ambiguous _ -> {
        breaker.failed();
        yield AccountSign.UNKNOWN;
      }
      case SendOutcome.Abandoned _ -> {
        breaker.unused();
        yield AccountSign.UNKNOWN;
      }
    };
  }

  private AccountSign refused(SendOutcome.Refused refused) {
    Instant now = clock.instant();
    RouteEffect effect = effect(refused);
    if (effect == RouteEffect.BROKEN) {
      outage.refused(now, BROKEN);
    } else {
      rest(effect, now);
    }
    return effect == RouteEffect.ACCOUNT_BROKEN ? AccountSign.BROKEN : AccountSign.UNKNOWN;
  }

  /**
   * A receipt said this of the route.
   *
   * @param at when; an effect that is over by now is none
   */
  synchronized void told(RouteEffect effect, Instant at) {
    if (effect == RouteEffect.BROKEN) {
      outage.toldByReceipt(at, clock.instant(), BROKEN);
    } else {
      rest(effect, at);
    }
  }

  private void rest(RouteEffect effect, Instant at) {
    switch (effect) {
      case SATURATED -> rest(at.plus(QUEUE_FULL_REST), "its queue is full");
      case REST_TODAY -> rest(nextMidnight(at), "its daily limit is reached");
      case NONE, BROKEN, ACCOUNT_BROKEN -> {}
    }
  }

  private static RouteEffect effect(SendOutcome.Refused refused) {
    return refused
        .code()
        .map(RouteState::effect)
        .orElseGet(() -> FailureTable.ofHttpStatus(refused.httpStatus(), ANY).route());
  }

  /** What the code says of the route it came from; it depends on nothing but the code. */
  static RouteEffect effect(int code) {
    return FailureTable.of(code, ANY).route();
  }

  private static Instant nextMidnight(Instant now) {
    return now.atZone(PACIFIC).toLocalDate().plusDays(1).atStartOfDay(PACIFIC).toInstant();
  }

  private void rest(Instant until, String reason) {
    if (until.isAfter(restUntil)) {
      restUntil = until;
      restReason = reason;
    }
  }

  private Duration backoff() {
    return FIRST_BACKOFF.multipliedBy(1L << Math.min(throttledInARow, MAX_DOUBLINGS));
  }

  private void busyFor(Duration duration) {
    Instant until = clock.instant().plus(duration);
    busyUntil = until.isAfter(busyUntil) ? until : busyUntil;
  }
}
