package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.FIRST;
import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.PRIMARY;
import static com.quickdumpnow.relay.decision.Kit.SECOND;
import static com.quickdumpnow.relay.decision.Kit.SECONDARY;
import static com.quickdumpnow.relay.decision.Kit.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.NotificationState.Superseded;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Duration A_DAY = Duration.ofDays(1);

  @Test
  void next_pending_claimsTheFirstRoute() {
    Kit kit = new Kit();

    Attempt attempt = kit.claim();

    assertThat(attempt.number()).isEqualTo(1);
    assertThat(attempt.route()).isEqualTo(PRIMARY.name());
    assertThat(attempt.to()).isEqualTo(PHONE);
    assertThat(attempt.claim().postWithin()).isEqualTo(Timing.DEFAULT.postWithin());
    assertThat(attempt.label()).isEmpty();
    assertThat(attempt.reason()).isEqualTo("first in the chain");
    assertThat(kit.state()).isInstanceOf(Sending.class);
  }

  @Test
  void next_unknownNotification_isAnError() {
    assertThatThrownBy(() -> new Kit().next(SECOND))
        .isInstanceOf(UnknownNotificationException.class);
  }

  @Test
  void next_claimedByAnother_waitsUntilItCanBeReconciled() {
    Kit kit = new Kit();
    kit.claim();

    Decision again = kit.next();

    assertThat(again.next())
        .isEqualTo(
            new Next.Later(
                START.plus(Timing.DEFAULT.reconcileAfter()), "another worker holds the claim"));
    assertThat(kit.notification().attempts()).hasSize(1);
  }

  @Test
  void next_claimRanOut_isReconciledAndNeverPostedAgain() {
    Kit kit = new Kit();
    kit.claim();
    kit.pass(Timing.DEFAULT.reconcileAfter());

    Decision decision = kit.next();

    assertThat(decision.next()).isInstanceOf(Next.Reconcile.class);
    assertThat(kit.state()).isInstanceOf(Reconciling.class);
    assertThat(kit.notification().attempts()).hasSize(1);
  }

  @Test
  void next_newerStatusExists_isSuperseded() {
    Kit kit = new Kit();
    kit.add(SECOND, JobStatus.DISPATCHED);

    Decision decision = kit.next(FIRST);

    assertThat(decision.next()).isInstanceOf(Next.Leave.class);
    assertThat(kit.state()).isInstanceOf(Superseded.class);
    assertThat(((Superseded) kit.state()).by()).isEqualTo(SECOND);
    assertThat(kit.next(SECOND).next()).isInstanceOf(Next.Post.class);
  }

  @Test
  void next_newerStatusAfterAFailedHop_isSupersededToo() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    kit.add(SECOND, JobStatus.DISPATCHED);

    Decision decision = kit.record(attempt, new SendOutcome.Refused(400, Optional.of(21606)));

    assertThat(decision.next()).isEqualTo(new Next.Leave("superseded"));
    assertThat(kit.state()).isInstanceOf(Superseded.class);
  }

  @Test
  void next_expiredBeforeAnyAttempt_isNotSent() {
    Kit kit = new Kit();
    kit.pass(Duration.ofHours(2));

    kit.next();

    assertThat(kit.state()).isInstanceOf(Expired.class);
    assertThat(kit.notification().attempts()).isEmpty();
  }

  @Test
  void next_optedOut_emails() {
    Kit kit = new Kit();
    kit.recipients.put(PHONE, optedOut());

    assertThat(kit.claim().to()).isEqualTo(MAIL);
  }

  @Test
  void next_optedOutWithoutEmail_isSuppressed() {
    Kit kit = new Kit(Kit.CHAIN, Optional.of(PHONE), Optional.empty());
    kit.recipients.put(PHONE, optedOut());

    kit.next();

    assertThat(kit.state()).isInstanceOf(Suppressed.class);
  }

  @Test
  void next_optedOutWhereEmailIsNotAllowed_isSuppressed() {
    Chain strict = new Chain(Kit.CHAIN.routes(), false, Timing.DEFAULT);
    Kit kit = new Kit(strict, Optional.of(PHONE), Optional.of(MAIL));
    kit.recipients.put(PHONE, optedOut());

    kit.next();

    assertThat(kit.state()).isInstanceOf(Suppressed.class);
  }

  @Test
  void next_numberKeepsFailing_emailsUntilItCooledDown() {
    Kit kit = new Kit();
    Suppression suppression = new Suppression(START, START.plus(A_DAY), "unknown number");
    kit.recipients.put(PHONE, Recipient.unknown(PHONE).suppressed(suppression));

    assertThat(kit.claim().to()).isEqualTo(MAIL);

    Kit later = new Kit();
    later.recipients.put(PHONE, Recipient.unknown(PHONE).suppressed(suppression));
    later.pass(A_DAY);
    later.add(SECOND, JobStatus.DISPATCHED);
    assertThat(((Next.Post) later.next(SECOND).next()).attempt().to()).isEqualTo(PHONE);
  }

  @Test
  void next_noPhone_emails() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));

    Attempt attempt = kit.claim();

    assertThat(attempt.route()).isEqualTo(RouteName.EMAIL);
    assertThat(attempt.segments()).isZero();
  }

  @Test
  void next_noRouteAndNoEmail_isExhaustedAndStaffAreTold() {
    Kit kit =
        new Kit(new Chain(List.of(), true, Timing.DEFAULT), Optional.of(PHONE), Optional.empty());

    Decision decision = kit.next();

    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(decision.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.EXHAUSTED);
  }

  @Test
  void next_firstRouteRests_takesTheSecondAndSaysWhy() {
    Kit kit = new Kit();
    kit.health =
        (route, segments) ->
            route.equals(PRIMARY)
                ? new Resting(Duration.ofMinutes(1), "its breaker is open")
                : new Ready(Duration.ZERO);

    Attempt attempt = kit.claim();

    assertThat(attempt.route()).isEqualTo(SECONDARY.name());
    assertThat(attempt.reason()).isEqualTo("primary rests: its breaker is open");
  }

  @Test
  void next_backlogBeyondSpillAfter_spillsToTheNextRoute() {
    Kit kit = new Kit();
    Duration spillAfter = Timing.DEFAULT.spillAfter();
    kit.health =
        (route, segments) ->
            new Ready(route.equals(PRIMARY) ? spillAfter.plusMillis(1) : spillAfter);

    assertThat(kit.claim().route()).isEqualTo(SECONDARY.name());
  }

  @Test
  void next_everyRouteSaturated_waitsForTheShortestQueue() {
    Kit kit = new Kit();
    kit.health =
        (route, segments) -> new Ready(Duration.ofSeconds(route.equals(SECONDARY) ? 20 : 60));

    Next next = kit.next().next();

    assertThat(next).isInstanceOf(Next.Later.class);
    assertThat(((Next.Later) next).notBefore())
        .isEqualTo(START.plusSeconds(20).minus(Timing.DEFAULT.spillAfter()));
    assertThat(kit.notification().attempts()).isEmpty();
  }

  @Test
  void next_longQueueEverywhere_givesTheTriggerBackForTheSweeper() {
    Kit kit = new Kit();
    kit.health = (route, segments) -> new Ready(Duration.ofMinutes(3));

    assertThat(kit.next().next()).isInstanceOf(Next.Leave.class);
    assertThat(kit.state()).isInstanceOf(Waiting.class);

    kit.pass(Duration.ofMinutes(3));
    kit.health = RouteHealth.ALL_WELL;
    assertThat(kit.next().next()).isInstanceOf(Next.Post.class);
  }

  @Test
  void next_everyRouteRests_emails() {
    Kit kit = new Kit();
    kit.health = (route, segments) -> new Resting(Duration.ofMinutes(1), "its breaker is open");

    assertThat(kit.claim().to()).isEqualTo(MAIL);
  }

  @Test
  void next_receiptNotYetDue_leaves_andOnceOverdueAsks() {
    Kit kit = new Kit();
    Decision accepted =
        kit.record(
            kit.claim(), new SendOutcome.Accepted(new MessageId("SM1"), DeliveryStatus.QUEUED));
    assertThat(accepted.next()).isInstanceOf(Next.Leave.class);

    kit.pass(PRIMARY.receiptDeadline());

    assertThat(kit.next().next()).isInstanceOf(Next.Ask.class);
  }

  @Test
  void objection_toAStandingClaim_isNone() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();

    assertThat(objection(kit, FIRST, attempt)).isEmpty();
  }

  @Test
  void objection_overtakenOptedOutOrLost_saysWhy() {
    Kit overtaken = new Kit();
    Attempt first = overtaken.claim();
    overtaken.add(SECOND, JobStatus.DISPATCHED);
    assertThat(objection(overtaken, FIRST, first)).hasValue("a newer status overtook it");

    Kit optedOut = new Kit();
    Attempt second = optedOut.claim();
    optedOut.recipients.put(PHONE, optedOut());
    assertThat(objection(optedOut, FIRST, second)).hasValue("the recipient opted out");

    Kit settled = new Kit();
    Attempt third = settled.claim();
    settled.record(third, new SendOutcome.Abandoned("too late"));
    assertThat(objection(settled, FIRST, third)).hasValue("the claim no longer stands");
  }

  @Test
  void next_afterNoTrace_labelsTheRepeat() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    kit.record(attempt, new SendOutcome.Ambiguous("read timeout"));
    kit.pass(Timing.DEFAULT.reconcileAfter());

    Decision decision =
        kit.keep(
            new Reconciliation(kit.chain)
                .settle(
                    kit.history,
                    FIRST,
                    attempt,
                    List.of(),
                    kit::recipient,
                    kit.health,
                    new Claimant("worker-2", 1),
                    kit.now));

    Attempt repeat = ((Next.Post) decision.next()).attempt();
    assertThat(repeat.label()).hasValue(RepeatLabel.NO_TRACE);
    assertThat(repeat.route()).isEqualTo(SECONDARY.name());
    assertThat(kit.notification().attempt(1).orElseThrow().outcome())
        .isInstanceOf(AttemptOutcome.NoTrace.class);
  }

  private static Optional<String> objection(Kit kit, NotificationId id, Attempt attempt) {
    return Claims.objection(kit.history, kit::recipient, id, attempt);
  }

  private static Recipient optedOut() {
    return Recipient.unknown(PHONE).optedOut(new OptOut(START, "twilio 21610"));
  }
}
