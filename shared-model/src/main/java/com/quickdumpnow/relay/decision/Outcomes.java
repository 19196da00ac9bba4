package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.FailureTable.Circumstance;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.InFlight;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what comes of an attempt that was handed to its carrier, and goes straight on to the next
 * hop where there is one.
 */
public final class Outcomes {
  /**
   * The route's own backlog says how long it rests; no delay is added here, and another route may
   * take over at once.
   */
  private static final Verdict THROTTLED =
      Verdict.of(FailureAction.SAME, FailureTable.meaning(FailureTable.TOO_MANY_REQUESTS));

  /** With doubling delays from 1 s to 256 s this is about 20 minutes. */
  private static final int MAX_EMAIL_TRIES = 11;

  private final Chain chain;
  private final Claims claims;
  private final Settling settling;

  public Outcomes(Chain chain) {
    this.chain = chain;
    this.claims = new Claims(chain);
    this.settling = new Settling(chain);
  }

  /**
   * Records the outcome of an attempt. Idempotent; an outcome that comes after the attempt was
   * settled otherwise adds what it knows (a message id) and moves nothing backwards.
   */
  public Decision record(
      JobHistory history,
      NotificationId id,
      Attempt posted,
      SendOutcome outcome,
      Function<PhoneNumber, Recipient> recipients,
      RouteHealth health,
      Claimant me,
      Instant now) {
    Notification notification =
        history.notification(id).orElseThrow(() -> new UnknownNotificationException(id));
    Draft draft = new Draft(history, notification, recipients);
    Attempt attempt = notification.attempt(posted.number()).orElseThrow();
    boolean mine =
        attempt.claim().equals(posted.claim())
            && draft.state() instanceof InFlight inFlight
            && inFlight.attempt() == attempt.number();
    if (outcome instanceof SendOutcome.Accepted accepted) {
      accepted(draft, attempt, accepted, now);
    } else if (mine) {
      notAccepted(draft, attempt, outcome, now);
    }
    return claims.next(draft, health, me, now);
  }

  private void accepted(Draft draft, Attempt attempt, SendOutcome.Accepted accepted, Instant now) {
    if (attempt.outcome() instanceof Accepted known) {
      if (!known.messageId().equals(accepted.messageId())) {
        stray(draft, attempt, accepted.messageId(), accepted, now);
      }
      return;
    }
    settling.accepted(draft, attempt, accepted.messageId(), now);
    Attempt settled = draft.notification().attempt(attempt.number()).orElseThrow();
    settling.progress(draft, settled, accepted.status(), Optional.empty(), now, now);
  }

  private static void stray(
      Draft draft,
      Attempt attempt,
      MessageId messageId,
      SendOutcome.Accepted accepted,
      Instant now) {
    draft.stray(
        new Receipt(
            draft.notification().jobId(),
            Optional.of(draft.notification().id()),
            Optional.of(attempt.number()),
            messageId,
            accepted.status(),
            Optional.empty(),
            now));
    draft.alert(
        Alert.Kind.UNEXPLAINED_MESSAGE,
        "the carrier has attempt " + attempt.number() + " twice",
        now);
  }

  private void notAccepted(Draft draft, Attempt attempt, SendOutcome outcome, Instant now) {
    InFlight state = (InFlight) draft.state();
    switch (outcome) {
      case SendOutcome.Accepted _ -> throw new IllegalArgumentException("it was accepted");
      case SendOutcome.Abandoned(String reason) -> {
        draft.put(attempt.with(new AttemptOutcome.Abandoned(now, reason)));
        draft.move(state.handOn(now, reason));
      }
      case SendOutcome.Ambiguous(String reason) -> {
        draft.put(attempt.with(new AttemptOutcome.Ambiguous(now, reason)));
        if (state instanceof Sending sending) {
          Instant notBefore = attempt.claim().at().plus(chain.timing().reconcileAfter());
          draft.move(sending.ambiguous(notBefore, now, reason));
        }
      }
      case SendOutcome.Throttled _ ->
          refused(
              draft,
              attempt,
              attempt.isEmail() ? unreachable(draft, attempt, now) : THROTTLED,
              Optional.of(FailureTable.TOO_MANY_REQUESTS),
              now);
      case SendOutcome.Refused refused ->
          refused(
              draft,
              attempt,
              verdict(draft, attempt, refused, now),
              refused.code().or(() -> Optional.of(refused.httpStatus())),
              now);
      case SendOutcome.Unreachable _ ->
          refused(draft, attempt, unreachable(draft, attempt, now), Optional.empty(), now);
    }
  }

  private void refused(
      Draft draft, Attempt attempt, Verdict verdict, Optional<Integer> code, Instant now) {
    draft.put(attempt.with(new Refused(now, code, verdict.meaning(), verdict.action())));
    settling.consequences(draft, attempt, verdict, code, now);
    InFlight state = (InFlight) draft.state();
    String reason = attempt.route() + ": " + verdict.meaning();
    draft.move(
        verdict.after().isZero()
            ? state.handOn(now, reason)
            : state.retryAt(now.plus(verdict.after()), now, reason));
  }

  private Verdict verdict(Draft draft, Attempt attempt, SendOutcome.Refused refused, Instant now) {
    if (attempt.isEmail()) {
      return Verdict.of(FailureAction.STOP, "the email was refused");
    }
    Circumstance circumstance = settling.circumstance(draft, attempt, refused.code(), now);
    return refused
        .code()
        .map(code -> FailureTable.of(code, circumstance))
        .orElseGet(() -> FailureTable.ofHttpStatus(refused.httpStatus(), circumstance));
  }

  private Verdict unreachable(Draft draft, Attempt attempt, Instant now) {
    Circumstance circumstance = settling.circumstance(draft, attempt, Optional.empty(), now);
    return attempt.isEmail()
        ? emailUnreachable(circumstance.earlierOnRoute())
        : FailureTable.unreachable(circumstance, chain.timing().retryDelay());
  }

  /** Email is the last hop, so it is tried for longer; then somebody has to call. */
  private static Verdict emailUnreachable(int earlier) {
    String meaning = "the email service could not be reached";
    return earlier >= MAX_EMAIL_TRIES
        ? Verdict.of(FailureAction.STOP, meaning)
        : Verdict.again(Duration.ofSeconds(1L << Math.min(earlier, 8)), meaning);
  }
}
