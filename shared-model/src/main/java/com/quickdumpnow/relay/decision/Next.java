package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import java.time.Instant;

/** What the worker is to do with a notification now. */
public sealed interface Next {
  /** Post this attempt, once. It is claimed. */
  record Post(Notification notification, Attempt attempt) implements Next {}

  /** Find out whether the carrier has this attempt, then tell {@link Reconciliation}. */
  record Reconcile(Notification notification, Attempt attempt) implements Next {}

  /** Ask the carrier for the state of this message, then tell {@link Receipts#asked}. */
  record Ask(Notification notification, Attempt attempt, MessageId messageId) implements Next {}

  /** Nothing before that time; keep the trigger. */
  record Later(Instant notBefore, String reason) implements Next {}

  /** Nothing to do; the trigger has served. */
  record Leave(String reason) implements Next {}
}
