package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.FailureTable.Circumstance;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Claimable;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Hopeful;
import com.quickdumpnow.relay.model.NotificationState.Idle;
import com.quickdumpnow.relay.model.NotificationState.InFlight;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.PermanentFailure;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import java.time.Instant;
import java.util.Optional;

/**
 * What it means for a notification that one of its attempts was accepted, delivered, or failed;
 * shared by all who bring news.
 */
final class Settling {
  private static final String SILENT =
      "sent, and this network is known to return no receipts: taken for delivered";

  private final Chain chain;

  Settling(Chain chain) {
    this.chain = chain;
  }

  /**
   * The carrier has {@code attempt} as {@code messageId}. Later news of the message go through
   * {@link #progress}.
   */
  void accepted(Draft draft, Attempt attempt, MessageId messageId, Instant now) {
    draft.put(attempt.with(new Accepted(messageId, DeliveryStatus.ACCEPTED, now)));
    if (attempt.to() instanceof PhoneNumber phone) {
      draft.change(phone, recipient -> recipient.toldHowToStop(now));
    }
    String reason = "accepted by " + attempt.route();
    Instant deadline =
        now.plus(chain.receiptDeadline(attempt.route(), draft.notification().about()));
    switch (draft.state()) {
      case InFlight inFlight when inFlight.attempt() == attempt.number() ->
          draft.move(
              attempt.isEmail()
                  ? inFlight.emailed(now, reason)
                  : inFlight.accepted(deadline, now, reason));
      // The next hop is not claimed yet: this one turned out to be at the carrier, so wait for its
      // receipt.
      case Idle idle when attempt.isEmail() ->
          draft.move(idle.emailed(attempt.number(), now, reason + " after all"));
      case Claimable claimable ->
          draft.move(claimable.adopt(attempt.number(), deadline, now, reason + " after all"));
      case NotificationState _ -> {}
    }
  }

  /**
   * Merges what the carrier says of an accepted attempt.
   *
   * @param heardAt when the carrier said it
   * @return whether the chain goes on and the worker is to be woken for it
   */
  boolean progress(
      Draft draft,
      Attempt attempt,
      DeliveryStatus status,
      Optional<Integer> code,
      Instant heardAt,
      Instant now) {
    Accepted before = (Accepted) attempt.outcome();
    DeliveryStatus merged = attempt.merged(before.status(), status);
    if (merged == before.status()) {
      return false;
    }
    if (merged.isSuccess()) {
      draft.put(
          attempt.with(
              new Accepted(
                  before.messageId(),
                  merged,
                  before.sentAt(),
                  before.deliveredAt().or(() -> Optional.of(heardAt)),
                  Optional.empty(),
                  Optional.empty())));
      forgetFailures(draft, attempt);
      succeeded(draft, attempt, attempt.route() + " says " + merged.wireName(), now);
      return false;
    }
    Accepted after =
        new Accepted(
            before.messageId(),
            merged,
            before.sentAt(),
            merged.isFailure() ? Optional.empty() : before.deliveredAt(),
            before.code(),
            before.then());
    if (!merged.isFailure()) {
      draft.put(attempt.with(after));
      return false;
    }
    return failed(draft, attempt, after, code, now);
  }

  /**
   * Gives up on an accepted attempt that is not known to have failed; returns whether the chain
   * goes on.
   */
  boolean overdue(Draft draft, Attempt attempt, Instant now) {
    Accepted accepted = (Accepted) attempt.outcome();
    if (accepted.status() == DeliveryStatus.SENT
        && attempt.to() instanceof PhoneNumber phone
        && !chain.returnsReceipts(phone)
        && draft.state() instanceof Hopeful hopeful) {
      draft.move(hopeful.delivered(attempt.number(), now, SILENT));
      return false;
    }
    Verdict verdict = FailureTable.overdue(accepted.status());
    draft.put(attempt.with(then(accepted, accepted.code(), verdict)));
    return goOn(draft, attempt, verdict, now);
  }

  /**
   * What a failure with that code, or without one, means for an attempt that a receipt tells of.
   */
  private boolean failed(
      Draft draft, Attempt attempt, Accepted accepted, Optional<Integer> code, Instant now) {
    if (attempt.isEmail()) {
      draft.put(attempt.with(accepted));
      String words = "the email bounced or was marked as spam";
      switch (draft.state()) {
        case Emailed emailed when emailed.attempt() == attempt.number() -> {
          draft.move(emailed.bounced(now, words));
          draft.alert(Alert.Kind.EXHAUSTED, words, now);
        }
        case Delivered delivered when delivered.attempt() == attempt.number() ->
            draft.alert(Alert.Kind.EXHAUSTED, words, now);
        case NotificationState _ -> {}
      }
      return false;
    }
    Verdict verdict =
        code.map(known -> FailureTable.of(known, circumstance(draft, attempt, code, now)))
            .orElseGet(() -> FailureTable.of(30008, circumstance(draft, attempt, code, now)));
    draft.put(attempt.with(then(accepted, code, verdict)));
    consequences(draft, attempt, verdict, code, now);
    return goOn(draft, attempt, verdict, now);
  }

  private static Accepted then(Accepted accepted, Optional<Integer> code, Verdict verdict) {
    return new Accepted(
        accepted.messageId(),
        accepted.status(),
        accepted.sentAt(),
        accepted.deliveredAt(),
        code,
        Optional.of(verdict.action()));
  }

  private static boolean goOn(Draft draft, Attempt attempt, Verdict verdict, Instant now) {
    if (!(draft.state() instanceof AwaitingReceipt awaiting)
        || awaiting.attempt() != attempt.number()) {
      return false;
    }
    String reason = attempt.route() + ": " + verdict.meaning();
    if (verdict.after().isZero()) {
      draft.move(awaiting.handOn(now, reason));
    } else {
      draft.move(awaiting.retryAt(now.plus(verdict.after()), now, reason));
    }
    return true;
  }

  /** Tells the recipient's record and staff what the failure means for them. */
  void consequences(
      Draft draft, Attempt attempt, Verdict verdict, Optional<Integer> code, Instant now) {
    String source = "twilio " + code.map(String::valueOf).orElse("without a code");
    if (attempt.to() instanceof PhoneNumber phone) {
      SuppressionRule rule = chain.suppression();
      Suppression suppression = new Suppression(now, now.plus(rule.coolDown()), verdict.meaning());
      PermanentFailure failure =
          new PermanentFailure(draft.notification().id(), now, code.orElse(0));
      draft.change(
          phone,
          recipient ->
              switch (verdict.recipient()) {
                case NONE -> recipient;
                case OPT_OUT -> recipient.optedOut(new OptOut(now, source));
                case SUPPRESS ->
                    recipient.failed(failure, now.minus(rule.within())).suppressed(suppression);
                case COUNT -> {
                  var counted = recipient.failed(failure, now.minus(rule.within()));
                  yield counted.failures().size() >= rule.failures()
                          || wasTriedAgain(recipient, attempt)
                      ? counted.suppressed(suppression)
                      : counted;
                }
              });
    }
    if (verdict.alert()) {
      draft.alert(
          Alert.Kind.FAILURE,
          attempt.route() + ": " + verdict.meaning() + " (" + source + ")",
          now);
    }
  }

  /** Whether this is the try after a cool-down. */
  private static boolean wasTriedAgain(Recipient recipient, Attempt attempt) {
    return recipient
        .suppression()
        .filter(old -> !attempt.claim().at().isBefore(old.until()))
        .isPresent();
  }

  /** A text of before the suppression says nothing about the number as it is now. */
  private static void forgetFailures(Draft draft, Attempt attempt) {
    if (attempt.to() instanceof PhoneNumber phone) {
      draft.change(
          phone, recipient -> wasTriedAgain(recipient, attempt) ? recipient.reached() : recipient);
    }
  }

  Circumstance circumstance(Draft draft, Attempt attempt, Optional<Integer> code, Instant now) {
    int onRoute = 0;
    int withCode = 0;
    for (Attempt earlier : draft.notification().attempts()) {
      if (earlier.number() >= attempt.number()
          || earlier.then().isEmpty()
          || saysNothingOfTheRoute(earlier)) {
        continue;
      }
      onRoute += earlier.route().equals(attempt.route()) ? 1 : 0;
      withCode += code.isPresent() && code.equals(codeOf(earlier)) ? 1 : 0;
    }
    boolean timely = draft.notification().expiresAt().filter(end -> !now.isBefore(end)).isEmpty();
    SenderKind kind = chain.route(attempt.route()).map(Route::kind).orElse(SenderKind.LONG_CODE);
    return new Circumstance(kind, onRoute, withCode, timely, isCutShort(draft, attempt));
  }

  /** Whether quiet hours began before its receipt was due, so that its validity ended with them. */
  private boolean isCutShort(Draft draft, Attempt attempt) {
    JobStatus about = draft.notification().about();
    return chain
        .rules()
        .quietIn(about, draft.job().customer(), attempt.claim().at())
        .filter(left -> left.compareTo(chain.receiptDeadline(attempt.route(), about)) < 0)
        .isPresent();
  }

  /** A 429, or the end of the evening, burns no attempt: it is about the moment only. */
  private static boolean saysNothingOfTheRoute(Attempt attempt) {
    if (attempt.isEmail()) {
      return false;
    }
    int code = codeOf(attempt).orElse(0);
    return code == FailureTable.TOO_MANY_REQUESTS
        || (code == FailureTable.VALIDITY_OVER
            && attempt.then().filter(FailureAction.SAME::equals).isPresent());
  }

  private static Optional<Integer> codeOf(Attempt attempt) {
    return switch (attempt.outcome()) {
      case AttemptOutcome.Refused refused -> refused.code();
      case Accepted accepted -> accepted.code();
      case AttemptOutcome.Open _,
          AttemptOutcome.Abandoned _,
          AttemptOutcome.Ambiguous _,
          AttemptOutcome.NoTrace _ ->
          Optional.empty();
    };
  }

  /** An email's "delivered" says that it is on its way, and no more. */
  private static void succeeded(Draft draft, Attempt attempt, String reason, Instant now) {
    switch (draft.state()) {
      case Emailed _ when attempt.isEmail() -> {}
      case Exhausted exhausted when attempt.isEmail() ->
          draft.move(exhausted.emailed(attempt.number(), now, reason));
      case Hopeful hopeful -> draft.move(hopeful.delivered(attempt.number(), now, reason));
      case NotificationState _ -> {}
    }
  }
}
