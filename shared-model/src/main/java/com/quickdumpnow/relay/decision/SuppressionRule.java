package com.quickdumpnow.relay.decision;

import java.time.Duration;

/**
 * When a number counts as one that consistently fails: texts then go straight to email, until it is
 * tried again. The first try after the cool-down decides: if it is delivered everything is
 * forgotten, if it fails for good the number is suppressed again.
 *
 * @param failures so many permanent failures, each of another notification, at least 1
 * @param within so close together
 * @param coolDown how long texts are not tried
 */
public record SuppressionRule(int failures, Duration within, Duration coolDown) {
  public static final SuppressionRule DEFAULT =
      new SuppressionRule(3, Duration.ofDays(30), Duration.ofDays(14));

  public SuppressionRule {
    if (failures < 1 || !within.isPositive() || !coolDown.isPositive()) {
      throw new IllegalArgumentException("a suppression rule needs positive figures");
    }
  }
}
