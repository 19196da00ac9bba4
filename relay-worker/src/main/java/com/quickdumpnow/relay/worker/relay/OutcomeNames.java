package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.trace.Span;
import java.util.List;

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

  /** Every name there is. */
  public static List<String> all() {
    return List.of("accepted", "throttled", "refused", "unreachable", "ambiguous", "abandoned");
  }

  /** Says in the span what came of it. */
  static SendOutcome onto(Span span, SendOutcome outcome) {
    span.set(LogKey.OUTCOME, of(outcome));
    switch (outcome) {
      case SendOutcome.Accepted accepted -> span.set(LogKey.MESSAGE_ID, accepted.messageId());
      case SendOutcome.Refused refused -> span.set(LogKey.CODE, refused.code()).failed();
      case SendOutcome.Throttled _, SendOutcome.Unreachable _, SendOutcome.Ambiguous _ ->
          span.failed();
      case SendOutcome.Abandoned _ -> {}
    }
    return outcome;
  }
}
