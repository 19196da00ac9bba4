package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the queue of triggers loses none that is needed. */
final class TriggerWatch {
  private final StoreWatch store;
  private Instant lastPaused = Instant.EPOCH;

  TriggerWatch(StoreWatch store) {
    this.store = store;
  }

  /** Another version came after {@code before}. */
  void committed(MaintenanceDocument before, Instant now) {
    lastPaused = before.settings().isPaused() ? now : lastPaused;
  }

  /**
   * A trigger was taken from the queue for good. Whoever waits for something may leave it to the
   * sweeper; what nobody has begun must have another trigger.
   */
  void deleted(Trigger trigger, boolean another, Instant now) {
    Optional<Notification> notification =
        store.document().job(trigger.jobId()).notification(trigger.notificationId());
    boolean open = notification.filter(n -> n.state() instanceof Pending).isPresent();
    check(
        !open
            || another
            || wasPausedLately(now)
            || notification.get().generation() > trigger.generation(),
        "the trigger of " + trigger.notificationId() + " was deleted before its work was done");
  }

  /** While all sending is paused nothing can be claimed, and the sweeper wakes what waits. */
  private boolean wasPausedLately(Instant now) {
    return store.document().settings().isPaused()
        || now.isBefore(lastPaused.plus(Duration.ofMinutes(2)));
  }

  /** The queue took no notice of a trigger, as it had seen that id before. */
  void swallowed(Trigger trigger, Trigger before) {
    check(
        trigger.equals(before) || store.wasRestored(),
        "a deliberate trigger of " + trigger.notificationId() + " was swallowed");
  }
}
