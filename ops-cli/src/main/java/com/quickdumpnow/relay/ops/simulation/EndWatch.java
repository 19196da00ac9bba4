package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.Receipt;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether everything comes to its end: what the API accepted is not lost, what the webhook
 * acknowledged is kept, and everybody was reached or staff were told.
 */
final class EndWatch {
  private final StoreWatch store;
  private final MessageWatch messages;
  private final Map<NotificationId, JobId> promised = new HashMap<>();
  private final Map<MessageId, Receipt> acknowledged = new HashMap<>();

  EndWatch(StoreWatch store, MessageWatch messages) {
    this.store = store;
    this.messages = messages;
  }

  void promised(JobId job, NotificationId id) {
    promised.put(id, job);
  }

  void acknowledged(Receipt receipt) {
    acknowledged.merge(
        receipt.messageId(),
        receipt,
        (one, other) -> one.status().rank() >= other.status().rank() ? one : other);
  }

  /** Whether every notification has come to its end, and staff have heard of every alert. */
  boolean allFinished() {
    return store.document().jobs().values().stream()
        .allMatch(
            history ->
                history.notifications().stream().allMatch(each -> each.state().isFinished())
                    && history.alerts().stream().allMatch(Alert::isTold));
  }

  void end() {
    store.document().jobs().values().forEach(this::ended);
    promised.forEach(
        (id, job) ->
            check(
                store.notification(id).isPresent() || (store.isLeftOut(job) && isNamedToStaff(job)),
                id + " was accepted by the API and is lost"));
    acknowledged.values().forEach(this::kept);
    check(
        store.histories().noneMatch(history -> knows(history, new MessageId(Intruder.FORGED), 0)),
        "a forged receipt was recorded");
  }

  private void ended(JobHistory history) {
    for (Notification notification : history.notifications()) {
      NotificationId id = notification.id();
      check(notification.state().isFinished(), id + " never ends: " + notification.state());
      switch (notification.state()) {
        case Delivered _, Emailed _ ->
            check(
                messages.isReceived(id),
                id + " counts as " + notification.state() + ", but nothing came");
        case Exhausted _ -> check(isTold(history, id), "nobody was told of " + id);
        default -> {}
      }
    }
    for (Alert alert : history.alerts()) {
      check(alert.isTold(), "staff never heard of " + alert);
    }
  }

  private static boolean isTold(JobHistory history, NotificationId id) {
    return history.alerts().stream()
        .anyMatch(
            alert ->
                alert.kind() == Alert.Kind.EXHAUSTED
                    && alert.notificationId().equals(id)
                    && alert.isTold());
  }

  private boolean isNamedToStaff(JobId job) {
    return store.document().job(JobId.STAFF).alerts().stream()
        .anyMatch(alert -> alert.isTold() && alert.words().contains(job.value()));
  }

  /** A receipt that the carrier was promised to be kept; those of staff's texts are used up. */
  private void kept(Receipt receipt) {
    check(
        receipt.jobId().equals(JobId.STAFF)
            || store.isLeftOut(receipt.jobId())
            || store
                .histories()
                .anyMatch(history -> knows(history, receipt.messageId(), receipt.status().rank())),
        "a receipt was dropped: " + receipt);
  }

  private static boolean knows(JobHistory history, MessageId id, int rank) {
    return history.strays().stream().anyMatch(stray -> stray.messageId().equals(id))
        || history.notifications().stream()
            .flatMap(notification -> notification.attempts().stream())
            .filter(attempt -> attempt.messageId().filter(id::equals).isPresent())
            .anyMatch(attempt -> status(attempt).rank() >= rank);
  }

  private static DeliveryStatus status(Attempt attempt) {
    return attempt.outcome() instanceof Accepted known ? known.status() : DeliveryStatus.ACCEPTED;
  }
}
