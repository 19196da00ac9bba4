package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what comes of an attempt of which nobody knows whether it was posted, once the carrier
 * was asked.
 */
public final class Reconciliation {
  private final Chain chain;
  private final Claims claims;
  private final Settling settling;

  public Reconciliation(Chain chain) {
    this.chain = chain;
    this.claims = new Claims(chain);
    this.settling = new Settling(chain);
  }

  /**
   * A message the carrier has that matches the attempt: same recipient, sender and body, and
   * unknown to us so far.
   */
  public record Trace(MessageId messageId, DeliveryStatus status, Optional<Integer> code) {}

  /**
   * Settles the attempt: adopts what was found, or goes on to the next hop when the bounded wait
   * left no trace.
   *
   * @param traces oldest first; several mean that something was sent twice, and staff are told
   */
  public Decision settle(
      JobHistory history,
      NotificationId id,
      Attempt asked,
      List<Trace> traces,
      Function<PhoneNumber, Recipient> recipients,
      RouteHealth health,
      Claimant me,
      Instant now) {
    Notification notification =
        history.notification(id).orElseThrow(() -> new UnknownNotificationException(id));
    Draft draft = new Draft(history, notification, recipients);
    Attempt attempt = notification.attempt(asked.number()).orElseThrow();
    if (!(draft.state() instanceof Reconciling reconciling)
        || reconciling.attempt() != attempt.number()) {
      return claims.next(draft, health, me, now);
    }
    List<Trace> unknown = traces.stream().filter(trace -> !isKnown(history, trace)).toList();
    if (unknown.isEmpty()) {
      draft.put(attempt.with(new AttemptOutcome.NoTrace(now)));
      draft.move(reconciling.handOn(now, attempt.route() + " does not know it"));
      return claims.next(draft, health, me, now);
    }
    Trace first = unknown.getFirst();
    settling.accepted(draft, attempt, first.messageId(), now);
    Attempt adopted = draft.notification().attempt(attempt.number()).orElseThrow();
    settling.progress(draft, adopted, first.status(), first.code(), now, now);
    for (Trace further : unknown.subList(1, unknown.size())) {
      keep(draft, attempt, further, now);
    }
    return claims.next(draft, health, me, now);
  }

  /** How long before {@code attempt}'s claim a matching message at the carrier may be dated. */
  public Instant searchFrom(Attempt attempt) {
    return attempt.claim().at().minus(chain.timing().clockSkew());
  }

  private static void keep(Draft draft, Attempt attempt, Trace trace, Instant now) {
    draft.stray(
        new Receipt(
            draft.notification().jobId(),
            Optional.of(draft.notification().id()),
            Optional.of(attempt.number()),
            trace.messageId(),
            trace.status(),
            trace.code(),
            now));
    draft.alert(
        Alert.Kind.UNEXPLAINED_MESSAGE,
        "the carrier has attempt " + attempt.number() + " more than once",
        now);
  }

  private static boolean isKnown(JobHistory history, Trace trace) {
    return history.notifications().stream()
            .flatMap(notification -> notification.attempts().stream())
            .anyMatch(attempt -> attempt.messageId().filter(trace.messageId()::equals).isPresent())
        || history.strays().stream().anyMatch(stray -> stray.messageId().equals(trace.messageId()));
  }
}
