package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.relay.Commits.Deciding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the routes what failed receipts say of them. Receipts reach the store past the worker, so
 * it reads them in the history of what it handles. Thread-safe.
 */
final class ReceiptNews {
  /** No effect lasts longer than a day, which has 25 hours in autumn. */
  private static final Duration LONGEST_EFFECT = Duration.ofHours(25);

  private final Chain chain;
  private final RouteStates routes;
  private final Clockwork clock;
  private final Map<Failure, Instant> told = new ConcurrentHashMap<>();

  private record Failure(NotificationId id, int attempt) {}

  ReceiptNews(Chain chain, RouteStates routes, Clockwork clock) {
    this.chain = chain;
    this.routes = routes;
    this.clock = clock;
  }

  /** {@code deciding}, with what the history says of the routes known before and after it. */
  Deciding heardBy(NotificationId id, Deciding deciding) {
    return (scope, me, now) -> {
      hear(scope.history(), id);
      Decision decision = deciding.decide(scope, me, now);
      hear(decision.history(), id);
      return decision;
    };
  }

  private void hear(JobHistory history, NotificationId id) {
    history
        .notification(id)
        .ifPresent(
            notification -> {
              for (Attempt attempt : notification.attempts()) {
                hear(notification, attempt);
              }
            });
  }

  private void hear(Notification notification, Attempt attempt) {
    if (attempt.isEmail()
        || !(attempt.outcome() instanceof Accepted accepted)
        || accepted.then().isEmpty()) {
      return;
    }
    RouteEffect effect = accepted.code().map(RouteState::effect).orElse(RouteEffect.NONE);
    Instant at = failedAt(notification, attempt);
    Instant forgotten = clock.instant().minus(LONGEST_EFFECT);
    if (effect == RouteEffect.NONE || at.isBefore(forgotten)) {
      return;
    }
    told.values().removeIf(old -> old.isBefore(forgotten));
    if (told.putIfAbsent(new Failure(notification.id(), attempt.number()), at) == null) {
      chain.route(attempt.route()).ifPresent(route -> routes.told(route, effect, at));
    }
  }

  /** At the latest: the next hop is claimed soon after it. */
  private static Instant failedAt(Notification notification, Attempt attempt) {
    Optional<Attempt> next = notification.attempt(attempt.number() + 1);
    return next.map(later -> later.claim().at()).orElseGet(() -> notification.state().since());
  }
}
