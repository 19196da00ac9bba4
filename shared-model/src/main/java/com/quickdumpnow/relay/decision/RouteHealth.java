package com.quickdumpnow.relay.decision;

import java.time.Duration;

/** What the worker knows of its routes at this moment: their pace, backlog and breakers. */
@FunctionalInterface
public interface RouteHealth {
  /** Every route takes texts at once. */
  RouteHealth ALL_WELL = (route, segments) -> new Ready(Duration.ZERO);

  /** How {@code route} would take a text of that many segments. Has no effect. */
  Availability of(Route route, int segments);

  sealed interface Availability {}

  /**
   * @param delay how long the text would wait for the route's pace
   */
  record Ready(Duration delay) implements Availability {}

  /**
   * The route is not to be used now.
   *
   * @param until how long, at least
   * @param reason e.g. its breaker is open
   */
  record Resting(Duration until, String reason) implements Availability {}
}
