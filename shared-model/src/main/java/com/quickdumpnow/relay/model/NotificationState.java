package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a notification is. Every state offers its legal moves and no others; every move says why it
 * was made.
 *
 * <pre>
 * PENDING ─claim→ SENDING ─accepted→ AWAITING_RECEIPT ─→ DELIVERED
 *    │               ├─ ambiguous → RECONCILING             └ failed, overdue → PENDING (the next hop)
 *    │               └─ accepted by SES → EMAILED ─bounce→ EXHAUSTED
 *    └→ WAITING · HOLD · SUPERSEDED · EXPIRED · SUPPRESSED · EXHAUSTED
 * </pre>
 *
 * <p>A receipt that says <em>delivered</em> settles every state from which the customer may still
 * hope, EMAILED and EXHAUSTED included.
 */
public sealed interface NotificationState {
  /** When it came here, UTC. */
  Instant since();

  /** Why, in words, without personal data. */
  String reason();

  /** Nothing more will be sent. */
  default boolean isFinished() {
    return !(this instanceof Open);
  }

  /** A receipt may still settle it. */
  sealed interface Hopeful extends NotificationState {
    default Delivered delivered(int attempt, Instant at, String reason) {
      return new Delivered(at, reason, attempt);
    }
  }

  /** Not finished: the relay still owes the customer something. */
  sealed interface Open extends Hopeful {}

  /** Open, and no attempt is under way. */
  sealed interface Idle extends Open {
    default Hold hold(Instant at, String reason) {
      return new Hold(at, reason);
    }

    /** The email service turned out to have an earlier attempt. */
    default Emailed emailed(int attempt, Instant at, String reason) {
      return new Emailed(at, reason, attempt);
    }

    default Superseded supersede(NotificationId by, Instant at) {
      return new Superseded(at, "a newer status overtook it", by);
    }

    default Expired expire(Instant at, String reason) {
      return new Expired(at, reason);
    }

    default Suppressed suppress(Instant at, String reason) {
      return new Suppressed(at, reason);
    }

    default Exhausted exhaust(Instant at, String reason) {
      return new Exhausted(at, reason);
    }
  }

  /** Idle, and an attempt may be claimed. */
  sealed interface Claimable extends Idle {
    default Sending claim(int attempt, Instant at, String reason) {
      return new Sending(at, reason, attempt);
    }

    default Waiting waitUntil(Instant notBefore, Instant at, String reason) {
      return new Waiting(at, reason, notBefore);
    }

    /** The carrier turned out to have an earlier attempt, so its receipt is awaited first. */
    default AwaitingReceipt adopt(int attempt, Instant deadline, Instant at, String reason) {
      return new AwaitingReceipt(at, reason, attempt, deadline);
    }
  }

  /** An attempt is claimed, and what came of it is not known yet. */
  sealed interface InFlight extends Open {
    int attempt();

    default AwaitingReceipt accepted(Instant deadline, Instant at, String reason) {
      return new AwaitingReceipt(at, reason, attempt(), deadline);
    }

    default Emailed emailed(Instant at, String reason) {
      return new Emailed(at, reason, attempt());
    }

    /** The attempt failed, was abandoned or left no trace: the next hop may be claimed. */
    default Pending handOn(Instant at, String reason) {
      return new Pending(at, reason);
    }

    default Waiting retryAt(Instant notBefore, Instant at, String reason) {
      return new Waiting(at, reason, notBefore);
    }
  }

  record Pending(Instant since, String reason) implements Claimable {}

  /**
   * @param notBefore when it goes on
   */
  record Waiting(Instant since, String reason, Instant notBefore) implements Claimable {}

  /** Kept back until whatever may still be under way has come to rest. */
  record Hold(Instant since, String reason) implements Idle {
    public Pending release(Instant at, String why) {
      return new Pending(at, why);
    }

    /** Of that attempt nobody knows what became. */
    public Reconciling reconcile(int attempt, Instant at, String why) {
      return new Reconciling(at, why, attempt, at);
    }
  }

  record Sending(Instant since, String reason, int attempt) implements InFlight {
    public Reconciling ambiguous(Instant notBefore, Instant at, String why) {
      return new Reconciling(at, why, attempt, notBefore);
    }
  }

  /**
   * @param notBefore when the carrier may be asked; earlier, its silence means nothing
   */
  record Reconciling(Instant since, String reason, int attempt, Instant notBefore)
      implements InFlight {}

  /**
   * @param deadline when the missing receipt counts as overdue
   */
  record AwaitingReceipt(Instant since, String reason, int attempt, Instant deadline)
      implements Open {
    public Pending handOn(Instant at, String why) {
      return new Pending(at, why);
    }

    public Waiting retryAt(Instant notBefore, Instant at, String why) {
      return new Waiting(at, why, notBefore);
    }
  }

  record Emailed(Instant since, String reason, int attempt) implements Hopeful {
    public Exhausted bounced(Instant at, String why) {
      return new Exhausted(at, why);
    }
  }

  /**
   * Every hop failed: a human is told.
   *
   * @param called once a human has called the customer
   */
  record Exhausted(Instant since, String reason, Optional<Called> called) implements Hopeful {
    public Exhausted(Instant since, String reason) {
      this(since, reason, Optional.empty());
    }

    /** The email was taken after all. */
    public Emailed emailed(int attempt, Instant at, String why) {
      return new Emailed(at, why, attempt);
    }

    /** The first who called counts. */
    public Exhausted called(Called by) {
      return new Exhausted(since, reason, called.or(() -> Optional.of(by)));
    }
  }

  /**
   * @param by the name of the staff token
   */
  record Called(String by, Instant at) {}

  record Delivered(Instant since, String reason, int attempt) implements NotificationState {}

  record Superseded(Instant since, String reason, NotificationId by) implements NotificationState {}

  record Expired(Instant since, String reason) implements NotificationState {}

  record Suppressed(Instant since, String reason) implements NotificationState {}
}
