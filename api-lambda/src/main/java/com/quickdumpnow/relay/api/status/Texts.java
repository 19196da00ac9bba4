package com.quickdumpnow.relay.api.status;

import java.util.function.Function;

/** What people type, as far as it can be kept and shown. */
final class Texts {
  /** What a gateway makes of octets that are not UTF-8: nobody types it. */
  private static final int REPLACEMENT = 0xFFFD;

  private Texts() {}

  /** One line; the function strips it and throws {@link IllegalArgumentException}. */
  static Function<String, String> line(int max) {
    return value -> checked(value.strip(), max, false);
  }

  /** As a line, but line breaks and tabs may be in it. */
  static Function<String, String> lines(int max) {
    return value -> checked(value.strip(), max, true);
  }

  static String rule(int max) {
    return "1 to " + max + " characters, not all blank, in UTF-8, no control characters";
  }

  private static String checked(String value, int max, boolean breaks) {
    if (value.isEmpty() || value.length() > max) {
      throw new IllegalArgumentException("empty or too long");
    }
    boolean fit = value.codePoints().allMatch(c -> isFit(c, breaks));
    if (!fit) {
      throw new IllegalArgumentException("has characters that can't be kept or shown");
    }
    return value;
  }

  private static boolean isFit(int c, boolean breaks) {
    return Character.isISOControl(c)
        ? breaks && (c == '\n' || c == '\r' || c == '\t')
        : Character.getType(c) != Character.SURROGATE && c != REPLACEMENT;
  }
}
