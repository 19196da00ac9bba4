package com.quickdumpnow.relay.time;

import java.time.Duration;

/**
 * How much time something has that may go along with others.
 *
 * @param atMost how long it waits for somebody in a hurry
 * @param company how many that are waiting, itself among them, make a turn worth while before that
 */
public record Ease(Duration atMost, int company) {
  /** None: the next turn is its own. */
  public static final Ease NONE = new Ease(Duration.ZERO, 1);

  public Ease {
    if (atMost.isNegative() || company < 1 || (atMost.isZero() && company > 1)) {
      throw new IllegalArgumentException("waits " + atMost + " for a company of " + company);
    }
  }

  boolean isNone() {
    return atMost.isZero();
  }
}
