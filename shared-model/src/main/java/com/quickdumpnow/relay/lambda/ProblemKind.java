package com.quickdumpnow.relay.lambda;

import java.net.URI;
import java.util.Locale;

/**
 * A kind of {@link Problem}; each Lambda has an enum of its own. The constant's name makes its
 * {@code type}: {@code https://quickdumpnow.com/problems/invalid-request}. Kinds of one name mean
 * the same wherever they are reported.
 */
public interface ProblemKind {
  /** As in {@link Enum#name}: upper case, underscores. */
  String name();

  /** The HTTP status. */
  int status();

  /** The same for every problem of this kind. */
  String title();

  default URI uri() {
    return URI.create(
        "https://quickdumpnow.com/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
