package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a receipt changes. Receipts come late, twice and in any order: they only ever move a
 * message forward, by {@link DeliveryStatus#merge}, and one that belongs to no attempt is kept as a
 * stray.
 */
public final class Receipts {
  private final Settling settling;

  public Receipts(Chain chain) {
    this.settling = new Settling(chain);
  }

  /** Merges one receipt; a failed one triggers the next hop. */
  public Decision receive(
      JobHistory history,
      Receipt receipt,
      Function<PhoneNumber, Recipient> recipients,
      Instant now) {
    Optional<Notification> notification = addressee(history, receipt);
    if (notification.isEmpty()) {
      return keepAsStray(history, receipt);
    }
    Draft draft = new Draft(history, notification.get(), recipients);
    Optional<Attempt> attempt = attempt(notification.get(), receipt);
    if (attempt.isEmpty()) {
      return keepAsStray(history, receipt);
    }
    if (attempt.get().outcome() instanceof Accepted known
        && !known.messageId().equals(receipt.messageId())) {
      if (isKept(history, receipt)) {
        return draft.decide(new Next.Leave("known already"));
      }
      draft.stray(receipt);
      draft.alert(
          Alert.Kind.UNEXPLAINED_MESSAGE,
          "the carrier has attempt " + attempt.get().number() + " twice",
          now);
      return draft.decide(new Next.Leave("kept as a stray"));
    }
    if (!(attempt.get().outcome() instanceof Accepted)) {
      settling.accepted(draft, attempt.get(), receipt.messageId(), now);
    }
    progress(
        draft, attempt.get().number(), receipt.status(), receipt.code(), receipt.receivedAt(), now);
    return draft.decide(new Next.Leave("merged"));
  }

  /**
   * Merges what the carrier answered when it was asked for an overdue message, and takes the next
   * hop if it is overdue still.
   *
   * @param status empty when the carrier does not know the message
   */
  public Decision asked(
      JobHistory history,
      NotificationId id,
      int attemptNumber,
      Optional<DeliveryStatus> status,
      Optional<Integer> code,
      Function<PhoneNumber, Recipient> recipients,
      Instant now) {
    Notification notification =
        history.notification(id).orElseThrow(() -> new UnknownNotificationException(id));
    Draft draft = new Draft(history, notification, recipients);
    status.ifPresent(known -> progress(draft, attemptNumber, known, code, now, now));
    if (draft.state() instanceof AwaitingReceipt awaiting
        && awaiting.attempt() == attemptNumber
        && !now.isBefore(awaiting.deadline())) {
      Attempt attempt = draft.notification().attempt(attemptNumber).orElseThrow();
      if (settling.overdue(draft, attempt, now)) {
        draft.trigger();
      }
    }
    return draft.decide(new Next.Leave("asked the carrier"));
  }

  private void progress(
      Draft draft,
      int number,
      DeliveryStatus status,
      Optional<Integer> code,
      Instant heardAt,
      Instant now) {
    Attempt attempt = draft.notification().attempt(number).orElseThrow();
    if (settling.progress(draft, attempt, status, code, heardAt, now)) {
      draft.trigger();
    }
  }

  private static Optional<Notification> addressee(JobHistory history, Receipt receipt) {
    Optional<Notification> named = receipt.notificationId().flatMap(history::notification);
    return named.isPresent()
        ? named
        : history.notifications().stream()
            .filter(n -> byMessageId(n, receipt.messageId()).isPresent())
            .findFirst();
  }

  private static Optional<Attempt> attempt(Notification notification, Receipt receipt) {
    Optional<Attempt> known = byMessageId(notification, receipt.messageId());
    return known.isPresent() ? known : receipt.attempt().flatMap(notification::attempt);
  }

  private static Optional<Attempt> byMessageId(Notification notification, MessageId messageId) {
    return notification.attempts().stream()
        .filter(attempt -> attempt.messageId().filter(messageId::equals).isPresent())
        .findFirst();
  }

  private static Decision keepAsStray(JobHistory history, Receipt receipt) {
    JobHistory kept = isKept(history, receipt) ? history : history.withStray(receipt);
    return new Decision(
        kept, List.of(), List.of(), List.of(), new Next.Leave("kept as a stray receipt"));
  }

  private static boolean isKept(JobHistory history, Receipt receipt) {
    return history.strays().stream()
        .anyMatch(
            stray ->
                stray.messageId().equals(receipt.messageId())
                    && stray.status() == receipt.status()
                    && stray.code().equals(receipt.code()));
  }
}
