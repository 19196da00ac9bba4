package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.NotificationState.Superseded;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which notifications are to be triggered again, because their trigger was lost, was never
 * sent, or was given up while they wait.
 */
public final class Wakeups {
  /** How long a first trigger may take before it counts as lost. */
  static final Duration FIRST_SPACING = Duration.ofMinutes(1);

  /** Each trigger that brings nothing doubles the time to the next, up to 32 minutes. */
  private static final int MAX_DOUBLINGS = 5;

  private Wakeups() {}

  /**
   * Whether {@code notification} is to be triggered now.
   *
   * @param triggeredAt when its present generation was triggered, as far as is known; a time in the
   *     past that is too early costs a needless trigger, nothing else
   * @param drainedTo what was triggered before then is not in the queue any more
   */
  public static boolean isDue(
      Notification notification, Instant triggeredAt, Instant drainedTo, Instant now) {
    Optional<Instant> dueAt = dueAt(notification, triggeredAt);
    return dueAt.isPresent()
        && !now.isBefore(dueAt.get())
        && (wakesByItself(notification.state(), triggeredAt) || drainedTo.isAfter(triggeredAt));
  }

  /**
   * The earliest time at which {@link #isDue} may say so, whatever is known of its triggers.
   *
   * @return empty when it needs no trigger at all
   */
  public static Optional<Instant> earliest(Notification notification) {
    return dueAt(notification, notification.state().since());
  }

  /**
   * When {@code notification} is to be triggered again.
   *
   * @return empty when it needs no trigger at all
   */
  static Optional<Instant> dueAt(Notification notification, Instant triggeredAt) {
    Instant lost = triggeredAt.plus(spacing(notification));
    return switch (notification.state()) {
      case Pending _, Sending _, Hold _ -> Optional.of(lost);
      case Reconciling reconciling -> Optional.of(later(lost, reconciling.notBefore()));
      case Waiting waiting -> Optional.of(afterwards(triggeredAt, lost, waiting.notBefore()));
      case AwaitingReceipt awaiting ->
          Optional.of(afterwards(triggeredAt, lost, awaiting.deadline()));
      case Emailed _, Exhausted _, Delivered _, Superseded _, Expired _, Suppressed _ ->
          Optional.empty();
    };
  }

  /**
   * A wait gave its trigger up, so nothing of it is in the queue until somebody triggered it after
   * its time; a busy queue must not keep overdue receipts asleep.
   */
  private static boolean wakesByItself(NotificationState state, Instant triggeredAt) {
    return switch (state) {
      case Waiting waiting -> triggeredAt.isBefore(waiting.notBefore());
      case AwaitingReceipt awaiting -> triggeredAt.isBefore(awaiting.deadline());
      case Pending _,
          Hold _,
          Sending _,
          Reconciling _,
          Emailed _,
          Exhausted _,
          Delivered _,
          Superseded _,
          Expired _,
          Suppressed _ ->
          false;
    };
  }

  /** By the triggers that brought nothing: each attempt accounts for one to it and one after it. */
  private static Duration spacing(Notification notification) {
    long fruitless = notification.generation() - 1L - 2L * notification.attempts().size();
    int doublings = Math.clamp(fruitless, 0, MAX_DOUBLINGS);
    return FIRST_SPACING.multipliedBy(1L << doublings);
  }

  /** At {@code time}, unless it was triggered since: then as if that trigger were lost. */
  private static Instant afterwards(Instant triggeredAt, Instant lost, Instant time) {
    return triggeredAt.isBefore(time) ? time : lost;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
