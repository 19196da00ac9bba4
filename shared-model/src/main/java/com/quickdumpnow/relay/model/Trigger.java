package com.quickdumpnow.relay.model;

/**
 * The wake-up call for one notification. It carries no truth: late, twice or out of order it does
 * no harm.
 *
 * @param attempt how many attempts the notification had when it was triggered
 * @param generation a fresh one for every deliberate trigger, since SQS swallows a repeated
 *     deduplication id for five minutes
 */
public record Trigger(JobId jobId, NotificationId notificationId, int attempt, int generation) {
  /** The trigger of {@code notification} as it stands. */
  public static Trigger of(Notification notification) {
    return new Trigger(
        notification.jobId(),
        notification.id(),
        notification.attempts().size(),
        notification.generation());
  }
}
