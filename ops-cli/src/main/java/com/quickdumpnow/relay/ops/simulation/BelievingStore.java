package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;

/** Forgets what was known of a message whenever it hears of it. */
final class BelievingStore extends TamperedStore {
  BelievingStore(MaintenanceStore store) {
    super(store);
  }

  @Override
  <R> JobChange<R> tampered(JobChange<R> change) {
    return new JobChange<>(
        change.id(), scope -> change.change().apply(scope.with(forgetting(scope.history()))));
  }

  private static JobHistory forgetting(JobHistory history) {
    JobHistory result = history;
    for (Notification notification : history.notifications()) {
      Notification changed = notification;
      for (Attempt attempt : notification.attempts()) {
        if (attempt.outcome() instanceof Accepted accepted) {
          changed =
              changed.with(
                  attempt.with(
                      new Accepted(
                          accepted.messageId(), DeliveryStatus.ACCEPTED, accepted.sentAt())));
        }
      }
      result = result.with(changed);
    }
    return result;
  }
}
