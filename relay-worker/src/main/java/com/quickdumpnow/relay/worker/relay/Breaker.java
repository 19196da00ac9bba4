package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.time.Clockwork;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Skips a route that cannot be reached: opens within five failures in a row (or half of the last
 * ten), and lets one probe through after a pause that doubles from probe to probe. Not thread-safe:
 * its route's state guards it.
 */
final class Breaker {
  static final String REASON = "it cannot be reached";

  private static final int FAILURES = 5;
  private static final int WINDOW = 10;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A probe whose user never says what came of it is forgotten after this. */
  private static final Duration LONGEST_PROBE = Duration.ofMinutes(1);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE);

  private final InstantSource clock;
  private final CircuitBreaker breaker;
  private Instant openUntil = Instant.MIN;
  private Instant probeUntil = Instant.MIN;
  private int openings;

  Breaker(RouteName route, Clockwork clock) {
    this.clock = clock;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .clock(clock.withZone(ZoneOffset.UTC))
            .currentTimestampFunction(_ -> clock.ticks(), TimeUnit.NANOSECONDS)
            .slidingWindowSize(WINDOW)
            .minimumNumberOfCalls(FAILURES)
            .failureRateThreshold(50)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(PAUSES)
            .build();
    this.breaker = CircuitBreaker.of(route.value(), config);
    breaker.getEventPublisher().onStateTransition(event -> moved(event.getStateTransition()));
  }

  /** Present while the route is to be skipped. Has no effect. */
  Optional<Resting> resting() {
    Instant now = clock.instant();
    Instant until =
        switch (breaker.getState()) {
          case OPEN -> openUntil;
          case HALF_OPEN -> probeUntil;
          case CLOSED, DISABLED, METRICS_ONLY, FORCED_OPEN -> Instant.MIN;
        };
    return now.isBefore(until)
        ? Optional.of(new Resting(Duration.between(now, until), REASON))
        : Optional.empty();
  }

  /** When a probe is due, or was; empty while it is closed. */
  Optional<Instant> openUntil() {
    return switch (breaker.getState()) {
      case OPEN, HALF_OPEN -> Optional.of(openUntil);
      case CLOSED, DISABLED, METRICS_ONLY, FORCED_OPEN -> Optional.empty();
    };
  }

  /** Leave to use the route once; to be followed by one of the three below. */
  boolean tryEnter() {
    if (breaker.getState() == State.HALF_OPEN && !clock.instant().isBefore(probeUntil)) {
      breaker.releasePermission();
    }
    boolean entered = breaker.tryAcquirePermission();
    if (entered && breaker.getState() == State.HALF_OPEN) {
      probeUntil = clock.instant().plus(LONGEST_PROBE);
    }
    return entered;
  }

  void succeeded() {
    probeUntil = Instant.MIN;
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  void failed() {
    probeUntil = Instant.MIN;
    breaker.onError(0, TimeUnit.NANOSECONDS, new CarrierUnavailableException("no answer", null));
  }

  void unused() {
    probeUntil = Instant.MIN;
    breaker.releasePermission();
  }

  private void moved(CircuitBreaker.StateTransition transition) {
    switch (transition.getToState()) {
      case OPEN -> {
        openings++;
        openUntil = clock.instant().plusMillis(PAUSES.apply(openings));
      }
      case CLOSED -> openings = 0;
      case HALF_OPEN, DISABLED, METRICS_ONLY, FORCED_OPEN -> {}
    }
  }
}
