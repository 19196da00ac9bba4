package com.quickdumpnow.relay.model;

import java.util.Optional;

/**
 * The wake-up call for one notification. It carries no truth: late, twice or out of order it does
 * no harm.
 *
 * @param attempt how many attempts the notification had when it was triggered
 * @param generation a fresh one for every deliberate trigger, since SQS swallows a repeated
 *     deduplication id for five minutes
 * @param trace the span in which it was sent; nothing is decided by it
 */
public record Trigger(
    JobId jobId,
    NotificationId notificationId,
    int attempt,
    int generation,
    Optional<TraceContext> trace) {
  public Trigger(JobId jobId, NotificationId notificationId, int attempt, int generation) {
    this(jobId, notificationId, attempt, generation, Optional.empty());
  }

  /** The trigger of {@code notification} as it stands. */
  public static Trigger of(Notification notification) {
    return new Trigger(
        notification.jobId(),
        notification.id(),
        notification.attempts().size(),
        notification.generation());
  }

  /** The same, sent in that span. */
  public Trigger in(Optional<TraceContext> span) {
    return new Trigger(jobId, notificationId, attempt, generation, span);
  }
}
