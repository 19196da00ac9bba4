package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The carrier chain: texts go by the first route that will have them, email is the last hop.
 *
 * @param routes in the order they are tried; may be empty, then everything goes by email
 * @param emailAfterOptOut whether somebody who opted out of texts is emailed instead
 * @param allowlist whom it may reach
 */
public record Chain(
    List<Route> routes,
    boolean emailAfterOptOut,
    Timing timing,
    SuppressionRule suppression,
    Allowlist allowlist) {
  public Chain {
    routes = List.copyOf(routes);
    Set<RouteName> names = new HashSet<>(Set.of(RouteName.EMAIL));
    for (Route route : routes) {
      if (!names.add(route.name())) {
        throw new IllegalArgumentException("route name used twice, or reserved: " + route.name());
      }
    }
  }

  /** To everybody, with the default rule of suppression. */
  public Chain(List<Route> routes, boolean emailAfterOptOut, Timing timing) {
    this(routes, emailAfterOptOut, timing, SuppressionRule.DEFAULT, Allowlist.EVERYBODY);
  }

  /** The same chain for those alone. */
  public Chain only(Allowlist allowed) {
    return new Chain(routes, emailAfterOptOut, timing, suppression, allowed);
  }

  /** How long a receipt may take on that route, also when the route is no longer configured. */
  public Duration receiptDeadline(RouteName name) {
    return route(name).map(Route::receiptDeadline).orElse(Route.DEFAULT_RECEIPT_DEADLINE);
  }

  public Optional<Route> route(RouteName name) {
    return routes.stream().filter(route -> route.name().equals(name)).findFirst();
  }
}
