package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks carriers about messages, and leaves an account alone that does not answer: a list of overdue
 * receipts must not become a storm of requests at a Twilio that says 429. Thread-safe.
 */
final class Inquiries {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MAX_DOUBLINGS = 5;

  private final TextCarrier carrier;
  private final Clockwork clock;
  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  private record Pause(Instant until, int failures) {}

  Inquiries(TextCarrier carrier, Clockwork clock) {
    this.carrier = carrier;
    this.clock = clock;
  }

  /**
   * As {@link TextCarrier#fetch}.
   *
   * @throws CarrierUnavailableException also without asking, for a while after it was thrown before
   */
  Optional<Trace> fetch(Route route, MessageId messageId) {
    return ask(route, () -> carrier.fetch(route, messageId));
  }

  /**
   * As {@link TextCarrier#list}.
   *
   * @throws CarrierUnavailableException as {@link #fetch}
   */
  List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    return ask(route, () -> carrier.list(route, to, body, from));
  }

  private <T> T ask(Route route, Supplier<T> question) {
    Pause pause = pauses.get(route.account());
    if (pause != null && clock.instant().isBefore(pause.until())) {
      throw new CarrierUnavailableException("not asked: it did not answer just now", null);
    }
    try {
      T answer = question.get();
      pauses.computeIfPresent(route.account(), (_, now) -> now.equals(pause) ? null : now);
      return answer;
    } catch (CarrierUnavailableException e) {
      // Of many that asked at the same time, one lengthens the pause.
      pauses.compute(route.account(), (_, now) -> Objects.equals(now, pause) ? next(pause) : now);
      throw e;
    }
  }

  private Pause next(@Nullable Pause before) {
    int failures = before == null ? 0 : before.failures();
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    return new Pause(clock.instant().plus(pause), failures + 1);
  }
}
