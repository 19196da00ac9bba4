package com.quickdumpnow.relay.model;

import java.util.function.Predicate;

/** Checks the textual ids of the domain, with one form of complaint. */
final class Grammar {
  /** Job ids and VINs: safe in a URL path, a query and an SQS id without any escaping. */
  static final Predicate<String> PLAIN_ID = Letters.of("", 1, 40, "AZ", "az", "09", "__", "--");

  private Grammar() {}

  static void check(String what, String value, Predicate<String> grammar, String rule) {
    if (!grammar.test(value)) {
      throw new IllegalArgumentException("not a " + what + ": use " + rule);
    }
  }
}
