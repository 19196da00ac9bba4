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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** How one route is. Thread-safe. */
final class RouteState {
  /** Daily caps reset at 00:00 Pacific: https://www.twilio.com/docs/api/errors/30023. */
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int MAX_DOUBLINGS = 6;

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

  private final double unitsPerSecond;
  private final Clockwork clock;
  private final Breaker breaker;
  private final Outage outage = new Outage();
  private long nextFree;
  private int throttledInARow;
  private Instant restUntil = Instant.MIN;
  private String restReason = "";

  RouteState(RouteName name, double unitsPerSecond, Clockwork clock) {
    this.unitsPerSecond = unitsPerSecond;
    this.clock = clock;
    this.breaker = new Breaker(name, clock);
    this.nextFree = clock.ticks();
  }

  synchronized Availability availability() {
    Instant now = clock.instant();
    if (now.isBefore(restUntil)) {
      return new Resting(Duration.between(now, restUntil), restReason);
    }
    Optional<Resting> resting = outage.resting(now).or(breaker::resting);
    return resting.isPresent() ? resting.get() : new Ready(backlog());
  }

  synchronized Optional<Duration> reserve(int units, Duration atMost) {
    if (!(availability() instanceof Ready(Duration delay)) || delay.compareTo(atMost) > 0) {
      return Optional.empty();
    }
    if (!breaker.tryEnter()) {
      return Optional.empty();
    }
    long cost = Math.round(units / unitsPerSecond * 1e9);
    nextFree = clock.ticks() + delay.toNanos() + cost;
    return Optional.of(delay);
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
    nextFree = Math.max(nextFree, clock.ticks() + duration.toNanos());
  }

  private Duration backlog() {
    return Duration.ofNanos(Math.max(0, nextFree - clock.ticks()));
  }
}
