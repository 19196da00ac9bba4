package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import java.time.Duration;
import java.util.Optional;

/** What came of handing one attempt to its carrier. */
public sealed interface SendOutcome {
  /** The carrier has it. */
  record Accepted(MessageId messageId, DeliveryStatus status) implements SendOutcome {}

  /**
   * Too many requests (HTTP 429): never processed, always safe to repeat.
   *
   * @param retryAfter what the carrier asked for, if it did
   */
  record Throttled(Optional<Duration> retryAfter) implements SendOutcome {}

  /**
   * The carrier said no; nothing was sent.
   *
   * @param code its error code; empty when its answer held none
   */
  record Refused(int httpStatus, Optional<Integer> code) implements SendOutcome {}

  /**
   * Nothing left the machine: connection refused, no DNS, connect timeout, the account's
   * credentials missing.
   */
  record Unreachable(String reason) implements SendOutcome {}

  /** It may have been sent: read timeout, reset, 5xx, a broken answer. */
  record Ambiguous(String reason) implements SendOutcome {}

  /** Given up before the request, knowingly unsent: too late, or overtaken. */
  record Abandoned(String reason) implements SendOutcome {}
}
