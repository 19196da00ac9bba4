package com.quickdumpnow.relay.ops.chaos;

import java.time.Duration;

/**
 * What is to be done.
 *
 * @param notifications how many the API is asked for; not in a burst
 * @param kills how often a process is killed with -9, or told to stop
 * @param receipts how many come at once in a burst
 * @param seed from which customers, kills and troubles follow; what the processes make of them does
 *     not
 * @param patience how long everything may take to end once nothing fails any more
 */
public record Plan(
    Scenario scenario, int notifications, int kills, int receipts, long seed, Duration patience) {
  public Plan {
    if (notifications < 1 || kills < 1 || receipts < 2) {
      throw new IllegalArgumentException("there must be something to do");
    }
  }
}
