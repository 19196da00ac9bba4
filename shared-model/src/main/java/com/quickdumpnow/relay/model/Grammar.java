package com.quickdumpnow.relay.model;

import java.util.regex.Pattern;

/** Checks the textual ids of the domain, with one form of complaint. */
final class Grammar {
  /** Job ids and VINs: safe in a URL path, a query and an SQS id without any escaping. */
  static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private Grammar() {}

  static void check(String what, String value, Pattern grammar, String rule) {
    if (!grammar.matcher(value).matches()) {
      throw new IllegalArgumentException("not a " + what + ": use " + rule);
    }
  }
}
