package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.FIRST;
import static com.quickdumpnow.relay.decision.Kit.JOB;
import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.PRIMARY;
import static com.quickdumpnow.relay.decision.Kit.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptsTest {
  private static final MessageId SID = new MessageId("SM1");
  private static final MessageId OTHER = new MessageId("SM2");

  @Test
  void receive_delivered_settlesTheNotification() {
    Kit kit = accepted();

    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Delivered.class);
    assertThat(kit.notification().attempt(1).orElseThrow().isDelivered()).isTrue();
  }

  @Test
  void receive_deliveredRecordedLate_keepsTheTimeItWasHeard() {
    Kit kit = accepted();
    kit.pass(Duration.ofMinutes(3));

    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    Accepted outcome = (Accepted) kit.notification().attempt(1).orElseThrow().outcome();
    assertThat(outcome.deliveredAt()).hasValue(Kit.START);
  }

  @Test
  void receive_undelivered_handsOnAndTriggersTheNextHop() {
    Kit kit = accepted();

    Decision decision = receive(kit, failed(SID, 30008));

    assertThat(kit.state()).isInstanceOf(Pending.class);
    assertThat(decision.triggers()).containsExactly(new Trigger(JOB, FIRST, 1, 2));
    Attempt next = kit.claim();
    assertThat(next.route()).isEqualTo(SECONDARY.name());
    assertThat(next.label()).hasValue(RepeatLabel.FAILED_BEFORE);
  }

  @Test
  void receive_deliveredAfterUndelivered_endsTheChain() {
    Kit kit = accepted();
    receive(kit, failed(SID, 30008));

    Decision decision = receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Delivered.class);
    assertThat(decision.triggers()).isEmpty();
    assertThat(kit.next().next()).isInstanceOf(Next.Leave.class);
  }

  @Test
  void receive_undeliveredAfterDelivered_changesNothing() {
    Kit kit = accepted();
    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));
    var before = kit.history;

    Decision decision = receive(kit, failed(SID, 30008));

    assertThat(kit.history).isEqualTo(before);
    assertThat(decision.triggers()).isEmpty();
  }

  @Test
  void receive_sameFailureTwice_triggersOnce() {
    Kit kit = accepted();
    receive(kit, failed(SID, 30008));
    var before = kit.history;

    Decision second = receive(kit, failed(SID, 30008));

    assertThat(second.triggers()).isEmpty();
    assertThat(kit.history).isEqualTo(before);
  }

  @Test
  void receive_beforeTheAnswerWasRecorded_adoptsTheMessage() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();

    receive(kit, receipt(SID, DeliveryStatus.SENT, 1));
    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
    kit.record(attempt, new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));

    assertThat(kit.notification().attempts()).hasSize(1);
    assertThat(kit.notification().attempt(1).orElseThrow().messageId()).hasValue(SID);
    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
  }

  @Test
  void receive_forAnAmbiguousAttempt_settlesIt() {
    Kit kit = new Kit();
    kit.record(kit.claim(), new SendOutcome.Ambiguous("reset"));

    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Delivered.class);
  }

  @Test
  void receive_unknownNotification_isKeptOnce() {
    Kit kit = accepted();
    Receipt foreign =
        new Receipt(
            JOB,
            Optional.of(new NotificationId("n_zzzzzzzzzzzzzzzz")),
            Optional.of(1),
            OTHER,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            kit.now);

    receive(kit, foreign);
    receive(kit, foreign);

    assertThat(kit.history.strays()).containsExactly(foreign);
    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
  }

  @Test
  void receive_secondMessageOfOneAttempt_isKeptAndStaffAreTold() {
    Kit kit = accepted();

    Decision decision = receive(kit, receipt(OTHER, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.history.strays()).hasSize(1);
    assertThat(decision.alerts())
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.UNEXPLAINED_MESSAGE);
    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
  }

  @Test
  void receive_withoutIdsInTheUrl_isFoundByItsMessageId() {
    Kit kit = accepted();

    receive(
        kit,
        new Receipt(
            JOB,
            Optional.empty(),
            Optional.empty(),
            SID,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            kit.now));

    assertThat(kit.state()).isInstanceOf(Delivered.class);
  }

  @Test
  void receive_bounceOfTheEmail_exhaustsAndStaffAreTold() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.ACCEPTED));

    Decision decision = receive(kit, receipt(SID, DeliveryStatus.UNDELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(decision.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.EXHAUSTED);
  }

  @Test
  void receive_emailDelivered_staysEmailed() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.ACCEPTED));

    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Emailed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED FAILED, true",
    "FAILED DELIVERED, true",
    "ACCEPTED DELIVERED FAILED DELIVERED FAILED, true",
    "UNDELIVERED FAILED DELIVERED, true",
    "DELIVERED UNDELIVERED, false",
    "UNDELIVERED DELIVERED FAILED, true",
  })
  void receive_newsOfAnEmailInAnyOrder_exhaustsWhenItFailedForGood(String news, boolean exhausts) {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.ACCEPTED));

    for (String status : news.split(" ")) {
      receive(kit, receipt(SID, DeliveryStatus.valueOf(status), 1));
    }

    assertThat(kit.state()).isInstanceOf(exhausts ? Exhausted.class : Emailed.class);
    assertThat(kit.history.alerts()).hasSize(exhausts ? 1 : 0);
  }

  @Test
  void receive_emailReturnedForTheMomentThenDelivered_countsAsEmailedAndStaffWereTold() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.ACCEPTED));

    receive(kit, receipt(SID, DeliveryStatus.UNDELIVERED, 1));
    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Emailed.class);
    assertThat(kit.history.alerts()).hasSize(1);
  }

  @Test
  void receive_emailTakenAfterItCountedAsLost_isNotSentAgain() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Ambiguous("no answer"));
    kit.pass(Timing.DEFAULT.reconcileAfter());
    Attempt asked = ((Next.Reconcile) kit.next().next()).attempt();
    Claimant paused =
        new Claimant(
            "w", 99, Optional.of("all sending is paused"), DayAccount.whole(Optional::empty));
    kit.keep(
        new Reconciliation(Kit.CHAIN)
            .settle(
                kit.history,
                FIRST,
                asked,
                List.of(),
                kit::recipient,
                RouteHealth.ALL_WELL,
                paused,
                kit.now));

    receive(kit, receipt(SID, DeliveryStatus.ACCEPTED, 1));

    assertThat(kit.state()).isInstanceOf(Emailed.class);
    assertThat(kit.next().next()).isInstanceOf(Next.Leave.class);
  }

  @Test
  void receive_deliveryOfAnEmailOfUnknownOutcome_confirmsIt() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Ambiguous("no answer"));

    receive(kit, receipt(SID, DeliveryStatus.DELIVERED, 1));

    assertThat(kit.state()).isInstanceOf(Emailed.class);
  }

  @Test
  void asked_stillQueued_takesTheNextSender() {
    Kit kit = accepted();
    kit.pass(PRIMARY.receiptDeadline());

    Decision decision = asked(kit, Optional.of(DeliveryStatus.QUEUED));

    assertThat(decision.triggers()).hasSize(1);
    Attempt next = kit.claim();
    assertThat(next.route()).isEqualTo(SECONDARY.name());
    assertThat(next.label()).hasValue(RepeatLabel.OVERDUE);
  }

  @Test
  void asked_sentAndSilent_emails() {
    Kit kit = accepted();
    kit.pass(PRIMARY.receiptDeadline());

    asked(kit, Optional.of(DeliveryStatus.SENT));

    assertThat(kit.claim().to()).isEqualTo(MAIL);
  }

  @Test
  void asked_sentWhereNoReceiptsCome_isTakenForDelivered() {
    Chain silent =
        new Chain(
            Kit.CHAIN.routes(),
            true,
            Timing.DEFAULT,
            SuppressionRule.DEFAULT,
            Allowlist.EVERYBODY,
            Set.of("+1619"));
    Kit kit = new Kit(silent, Optional.of(PHONE), Optional.of(MAIL));
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    kit.pass(PRIMARY.receiptDeadline());

    Decision stillQueued =
        new Receipts(silent)
            .asked(
                kit.history,
                FIRST,
                1,
                Optional.of(DeliveryStatus.QUEUED),
                Optional.empty(),
                kit::recipient,
                kit.now);
    kit.keep(
        new Receipts(silent)
            .asked(
                kit.history,
                FIRST,
                1,
                Optional.of(DeliveryStatus.SENT),
                Optional.empty(),
                kit::recipient,
                kit.now));

    assertThat(stillQueued.triggers()).hasSize(1);
    assertThat(kit.state()).isInstanceOf(Delivered.class);
  }

  @Test
  void accepted_textAboutAnEnd_waitsAsLongAsItsKindMay() {
    Route patient =
        new Route(
            PRIMARY.name(),
            PRIMARY.account(),
            PRIMARY.sender(),
            PRIMARY.kind(),
            PRIMARY.carrier(),
            1,
            Duration.ofMinutes(5),
            Map.of(JobStatus.COMPLETED, Duration.ofMinutes(15)));
    Kit kit =
        new Kit(
            new Chain(List.of(patient), true, Timing.DEFAULT),
            Optional.of(PHONE),
            Optional.of(MAIL));
    kit.add(Kit.SECOND, JobStatus.COMPLETED);

    Attempt attempt = ((Next.Post) kit.next(Kit.SECOND).next()).attempt();
    kit.record(Kit.SECOND, attempt, new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));

    assertThat(((AwaitingReceipt) kit.notification(Kit.SECOND).state()).deadline())
        .isEqualTo(kit.now.plus(Duration.ofMinutes(15)));
  }

  @Test
  void asked_deliveredMeanwhile_settles() {
    Kit kit = accepted();
    kit.pass(PRIMARY.receiptDeadline());

    asked(kit, Optional.of(DeliveryStatus.DELIVERED));

    assertThat(kit.state()).isInstanceOf(Delivered.class);
  }

  @Test
  void settle_traceFound_isAdoptedAndNothingIsRepeated() {
    Kit kit = ambiguous();

    Decision decision = settle(kit, List.of(new Trace(SID, DeliveryStatus.SENT, Optional.empty())));

    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
    assertThat(decision.next()).isInstanceOf(Next.Leave.class);
    assertThat(kit.notification().attempts()).hasSize(1);
  }

  @Test
  void settle_severalTraces_adoptsAllAndAlerts() {
    Kit kit = ambiguous();

    Decision decision =
        settle(
            kit,
            List.of(
                new Trace(SID, DeliveryStatus.SENT, Optional.empty()),
                new Trace(OTHER, DeliveryStatus.SENT, Optional.empty())));

    assertThat(kit.notification().attempt(1).orElseThrow().messageId()).hasValue(SID);
    assertThat(kit.history.strays()).extracting(Receipt::messageId).containsExactly(OTHER);
    assertThat(decision.alerts())
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.UNEXPLAINED_MESSAGE);
  }

  @Test
  void settle_traceOfAnotherAttemptWeKnow_isNoTrace() {
    Kit kit = accepted();
    receive(kit, failed(SID, 30008));
    Attempt second = kit.claim();
    kit.record(second, new SendOutcome.Ambiguous("reset"));
    kit.pass(Timing.DEFAULT.reconcileAfter());

    Decision decision =
        settle(kit, List.of(new Trace(SID, DeliveryStatus.UNDELIVERED, Optional.of(30008))));

    assertThat(decision.next()).isInstanceOf(Next.Post.class);
  }

  private static Kit accepted() {
    Kit kit = new Kit();
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    assertThat(kit.recipient(PHONE).isOptedOut()).isFalse();
    return kit;
  }

  private static Kit ambiguous() {
    Kit kit = new Kit();
    kit.record(kit.claim(), new SendOutcome.Ambiguous("reset"));
    kit.pass(Timing.DEFAULT.reconcileAfter());
    return kit;
  }

  private static Decision receive(Kit kit, Receipt receipt) {
    return kit.keep(new Receipts(kit.chain).receive(kit.history, receipt, kit::recipient, kit.now));
  }

  private static Decision asked(Kit kit, Optional<DeliveryStatus> status) {
    return kit.keep(
        new Receipts(kit.chain)
            .asked(kit.history, FIRST, 1, status, Optional.empty(), kit::recipient, kit.now));
  }

  private static Decision settle(Kit kit, List<Trace> traces) {
    Attempt last = kit.notification().attempts().getLast();
    return kit.keep(
        new Reconciliation(kit.chain)
            .settle(
                kit.history,
                FIRST,
                last,
                traces,
                kit::recipient,
                kit.health,
                kit.claimant(),
                kit.now));
  }

  private static Receipt receipt(MessageId id, DeliveryStatus status, int attempt) {
    return new Receipt(
        JOB, Optional.of(FIRST), Optional.of(attempt), id, status, Optional.empty(), Kit.START);
  }

  private static Receipt failed(MessageId id, int code) {
    return new Receipt(
        JOB,
        Optional.of(FIRST),
        Optional.of(1),
        id,
        DeliveryStatus.UNDELIVERED,
        Optional.of(code),
        Kit.START);
  }
}
