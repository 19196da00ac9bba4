package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.PhoneNumber;
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
 * @param withoutReceipts how the numbers begin whose networks are known to return no receipts: to
 *     those, a text that the carrier says it sent counts as delivered at the deadline
 * @param rules what keeps a text back although a route would take it
 */
public record Chain(
    List<Route> routes,
    boolean emailAfterOptOut,
    Timing timing,
    SuppressionRule suppression,
    Allowlist allowlist,
    Set<String> withoutReceipts,
    SendingRules rules) {
  public Chain {
    routes = List.copyOf(routes);
    withoutReceipts = Set.copyOf(withoutReceipts);
    Set<RouteName> names = new HashSet<>(Set.of(RouteName.EMAIL));
    for (Route route : routes) {
      if (!names.add(route.name())) {
        throw new IllegalArgumentException("route name used twice, or reserved: " + route.name());
      }
    }
  }

  /** At any hour and any price. */
  public Chain(
      List<Route> routes,
      boolean emailAfterOptOut,
      Timing timing,
      SuppressionRule suppression,
      Allowlist allowlist,
      Set<String> withoutReceipts) {
    this(
        routes,
        emailAfterOptOut,
        timing,
        suppression,
        allowlist,
        withoutReceipts,
        SendingRules.NONE);
  }

  /** To everybody, with the default rule of suppression. */
  public Chain(List<Route> routes, boolean emailAfterOptOut, Timing timing) {
    this(routes, emailAfterOptOut, timing, SuppressionRule.DEFAULT, Allowlist.EVERYBODY, Set.of());
  }

  /** The same chain for those alone. */
  public Chain only(Allowlist allowed) {
    return new Chain(
        routes, emailAfterOptOut, timing, suppression, allowed, withoutReceipts, rules);
  }

  /** The same chain under those rules. */
  public Chain under(SendingRules newRules) {
    return new Chain(
        routes, emailAfterOptOut, timing, suppression, allowlist, withoutReceipts, newRules);
  }

  /** The same chain where customers' numbers tell their time zones. */
  public Chain locating(ZoneFinder finder) {
    return under(rules.with(finder));
  }

  /** How long such a receipt may take on that route, also when it is no longer configured. */
  Duration receiptDeadline(RouteName name, JobStatus about) {
    return route(name)
        .map(route -> route.receiptDeadline(about))
        .orElse(Route.DEFAULT_RECEIPT_DEADLINE);
  }

  boolean returnsReceipts(PhoneNumber phone) {
    return withoutReceipts.stream().noneMatch(phone.value()::startsWith);
  }

  public Optional<Route> route(RouteName name) {
    return routes.stream().filter(route -> route.name().equals(name)).findFirst();
  }
}
