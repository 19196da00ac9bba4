package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;

/** What logs and metrics call an outcome. */
public final class OutcomeNames {
  private OutcomeNames() {}

  public static String of(SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted _ -> "accepted";
      case SendOutcome.Throttled _ -> "throttled";
      case SendOutcome.Refused _ -> "refused";
      case SendOutcome.Unreachable _ -> "unreachable";
      case SendOutcome.Ambiguous _ -> "ambiguous";
      case SendOutcome.Abandoned _ -> "abandoned";
    };
  }
}
