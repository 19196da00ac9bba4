package com.quickdumpnow.relay.model;

import java.util.function.Predicate;

/**
 * The name of a route (one sender of the carrier chain), as configured: 1 to 40 of {@code a-z 0-9
 * -}.
 *
 * @throws IllegalArgumentException when {@code value} has another form
 */
public record RouteName(String value) {
  public static final String RULE = "1 to 40 lower-case letters, digits or '-'";
  private static final Predicate<String> GRAMMAR = Letters.of("", 1, 40, "az", "09", "--");

  /** The last hop of every chain: SES. */
  public static final RouteName EMAIL = new RouteName("email");

  public RouteName {
    Grammar.check("route name", value, GRAMMAR, RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
