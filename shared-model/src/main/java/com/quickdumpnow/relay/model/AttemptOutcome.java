package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/** What is known of one attempt. */
public sealed interface AttemptOutcome {
  /** Whether it is known if the carrier has it. */
  default boolean isKnown() {
    return !(this instanceof Open || this instanceof Ambiguous);
  }

  /** Claimed; whether it was posted is known to its owner alone. */
  record Open() implements AttemptOutcome {}

  /** Given up before it was posted: nothing left the machine. */
  record Abandoned(Instant at, String reason) implements AttemptOutcome {}

  /** Posted, but the carrier's answer is unknown: it may have been sent. */
  record Ambiguous(Instant at, String reason) implements AttemptOutcome {}

  /** It was ambiguous, and the carrier does not know it after the bounded wait. */
  record NoTrace(Instant at) implements AttemptOutcome {}

  /**
   * Known not to have been sent: the carrier said no, or was never reached.
   *
   * @param code the carrier's error code, or the HTTP status where it gave none; empty when it was
   *     never reached
   */
  record Refused(Instant at, Optional<Integer> code, String reason, FailureAction then)
      implements AttemptOutcome {}

  /**
   * The carrier took it.
   *
   * @param code the error code of a failed receipt
   * @param then what the failed or overdue receipt means for the chain; empty while all is well
   */
  record Accepted(
      MessageId messageId,
      DeliveryStatus status,
      Instant sentAt,
      Optional<Instant> deliveredAt,
      Optional<Integer> code,
      Optional<FailureAction> then)
      implements AttemptOutcome {
    public Accepted(MessageId messageId, DeliveryStatus status, Instant sentAt) {
      this(messageId, status, sentAt, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }
}
