package com.quickdumpnow.relay.api.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.decision.FailureTable;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.NoTrace;
import com.quickdumpnow.relay.model.AttemptOutcome.Open;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Idle;
import com.quickdumpnow.relay.model.NotificationState.InFlight;
import com.quickdumpnow.relay.model.NotificationState.Superseded;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The last 24 hours, counted: what each route's messages came to by the hour, how long customers
 * waited, what carriers said no with, and what waits. Jobs that were archived since are not in it.
 */
final class HealthSummary {
  /** The hour that runs, and the 23 before it. */
  static final int HOURS = 24;

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(20);

  private final Instant now;
  private final Instant from;
  private final Map<Instant, Map<String, Tally>> hours = new TreeMap<>();
  private final Map<Integer, Integer> rejections = new TreeMap<>();
  private final Waits waits = new Waits();
  private int waiting;
  private Optional<Instant> oldest = Optional.empty();
  private int toCall;

  private HealthSummary(Instant now) {
    this.now = now;
    this.from = from(now);
    for (int hour = 0; hour < HOURS; hour++) {
      hours.put(from.plus(Duration.ofHours(hour)), new TreeMap<>());
    }
  }

  /** Since when things count. */
  static Instant from(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1L));
  }

  /**
   * @param jobs all that changed since {@link #from} or have something open
   */
  static ObjectNode of(List<JobHistory> jobs, Instant now) {
    HealthSummary summary = new HealthSummary(now);
    for (JobHistory history : jobs) {
      history.notifications().forEach(summary::count);
    }
    return summary.json();
  }

  private void count(Notification notification) {
    for (Attempt attempt : notification.attempts()) {
      Instant at = attempt.claim().at();
      if (isInWindow(at)) {
        Tally tally =
            hours
                .computeIfAbsent(at.truncatedTo(ChronoUnit.HOURS), _ -> new TreeMap<>())
                .computeIfAbsent(attempt.route().value(), _ -> new Tally());
        tally.count(attempt);
        code(attempt).ifPresent(code -> rejections.merge(code, 1, Integer::sum));
      }
    }
    if (isInWindow(notification.createdAt())) {
      deliveredAt(notification)
          .ifPresent(at -> waits.count(Duration.between(notification.createdAt(), at)));
    }
    switch (notification.state()) {
      // It has an appointment, so it is not stuck.
      case Waiting wait when isLong(wait) && now.isBefore(wait.notBefore()) -> waiting++;
      // What a carrier has is not in our queue any more.
      case Idle _, InFlight _ -> {
        waiting++;
        Instant since = notification.createdAt();
        oldest = Optional.of(oldest.filter(since::isAfter).orElse(since));
      }
      case Exhausted exhausted -> toCall += exhausted.called().isPresent() ? 0 : 1;
      case AwaitingReceipt _, Emailed _, Delivered _, Superseded _, Expired _, Suppressed _ -> {}
    }
  }

  /** Quiet hours; no backoff takes so long. */
  private static boolean isLong(Waiting wait) {
    return Duration.between(wait.since(), wait.notBefore()).compareTo(LONGEST_BACKOFF) > 0;
  }

  private boolean isInWindow(Instant at) {
    return !at.isBefore(from) && at.isBefore(from.plus(Duration.ofHours(HOURS)));
  }

  private static Optional<Integer> code(Attempt attempt) {
    return switch (attempt.outcome()) {
      case Refused refused -> refused.code();
      case Accepted accepted -> accepted.status().isFailure() ? accepted.code() : Optional.empty();
      case Open _, Abandoned _, Ambiguous _, NoTrace _ -> Optional.empty();
    };
  }

  private static Optional<Instant> deliveredAt(Notification notification) {
    return notification.attempts().stream()
        .filter(attempt -> attempt.isDelivered() && !attempt.isEmail())
        .flatMap(attempt -> ((Accepted) attempt.outcome()).deliveredAt().stream())
        .min(Comparator.naturalOrder());
  }

  private ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("from", from.toString())
            .put("to", now.truncatedTo(ChronoUnit.MINUTES).toString());
    ArrayNode perHour = json.putArray("hours");
    Map<String, Tally> totals = new TreeMap<>();
    hours.forEach(
        (hour, routes) -> {
          ArrayNode perRoute = perHour.addObject().put("hour", hour.toString()).putArray("routes");
          routes.forEach(
              (route, tally) -> {
                perRoute.add(tally.json(route));
                totals.computeIfAbsent(route, _ -> new Tally()).add(tally);
              });
        });
    ArrayNode routes = json.putArray("routes");
    totals.forEach((route, tally) -> routes.add(tally.json(route)));
    json.set("timeToDelivery", waits.json());
    ArrayNode codes = json.putArray("rejections");
    rejections.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .forEach(
            each ->
                codes
                    .addObject()
                    .put("code", each.getKey())
                    .put("meaning", FailureTable.meaning(each.getKey()))
                    .put("count", each.getValue()));
    json.putObject("queue")
        .put("waiting", waiting)
        .put("oldestSince", oldest.map(Instant::toString).orElse(null));
    return json.put("toCall", toCall);
  }
}
