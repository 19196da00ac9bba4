package com.quickdumpnow.relay.decision;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of Twilio sender, with the segments a second each may send in the US where nothing else
 * is registered (<a href="https://help.twilio.com/articles/115002943027">Twilio's rate limits</a>).
 */
public enum SenderKind {
  LONG_CODE(1),
  TOLL_FREE(3),
  SHORT_CODE(100),
  MESSAGING_SERVICE(1);

  private final double segmentsPerSecond;

  SenderKind(double segmentsPerSecond) {
    this.segmentsPerSecond = segmentsPerSecond;
  }

  public double segmentsPerSecond() {
    return segmentsPerSecond;
  }

  /** The name in the chain configuration, e.g. {@code toll-free}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<SenderKind> ofWireName(String name) {
    for (SenderKind kind : values()) {
      if (kind.wireName().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
