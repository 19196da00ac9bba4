package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.FIRST;
import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.OTHER_ACCOUNT;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static com.quickdumpnow.relay.decision.Kit.PRIMARY;
import static com.quickdumpnow.relay.decision.Kit.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final MessageId SID = new MessageId("SM11111111111111111111111111111111");
  private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED);

  @Test
  void record_accepted_awaitsTheReceipt() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), ACCEPTED);

    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
    assertThat(((AwaitingReceipt) kit.state()).deadline())
        .isEqualTo(kit.now.plus(PRIMARY.receiptDeadline()));
    assertThat(kit.notification().attempt(1).orElseThrow().messageId()).hasValue(SID);
    assertThat(kit.recipient(PHONE).toldHowToStopAt()).isPresent();
    assertThat(decision.next()).isInstanceOf(Next.Leave.class);
  }

  @Test
  void record_acceptedTwice_changesNothing() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    kit.record(attempt, ACCEPTED);
    var before = kit.history;

    kit.record(attempt, ACCEPTED);

    assertThat(kit.history).isEqualTo(before);
  }

  @Test
  void record_emailAccepted_isEmailed() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));

    kit.record(
        kit.claim(), new SendOutcome.Accepted(new MessageId("ses-1"), DeliveryStatus.ACCEPTED));

    assertThat(kit.state()).isInstanceOf(Emailed.class);
  }

  @Test
  void record_senderCannot_claimsTheNextRouteAtOnceAndAlerts() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21606)));

    Attempt second = ((Next.Post) decision.next()).attempt();
    assertThat(second.route()).isEqualTo(SECONDARY.name());
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.label()).as("nothing can have been sent").isEmpty();
    assertThat(decision.alerts()).extracting(Alert::kind).containsExactly(Alert.Kind.FAILURE);
  }

  @Test
  void record_accountRefused_skipsEveryRouteOfThatAccount() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Refused(401, Optional.of(20003)));

    assertThat(((Next.Post) decision.next()).attempt().route()).isEqualTo(OTHER_ACCOUNT.name());
  }

  @Test
  void record_optOut_isKeptAndNoOtherSenderIsTried() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21610)));

    assertThat(kit.recipient(PHONE).isOptedOut()).isTrue();
    assertThat(((Next.Post) decision.next()).attempt().to()).isEqualTo(MAIL);
  }

  @Test
  void record_optOutWithoutEmail_isSuppressed() {
    Kit kit = new Kit(Kit.CHAIN, Optional.of(PHONE), Optional.empty());

    kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21610)));

    assertThat(kit.state()).isInstanceOf(Suppressed.class);
  }

  @Test
  void record_badNumber_emailsAndSuppressesTheNumber() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21211)));

    assertThat(((Next.Post) decision.next()).attempt().to()).isEqualTo(MAIL);
    assertThat(kit.recipient(PHONE).isSuppressedAt(kit.now.plus(Duration.ofDays(13)))).isTrue();
    assertThat(kit.recipient(PHONE).isSuppressedAt(kit.now.plus(Duration.ofDays(14)))).isFalse();
  }

  @Test
  void record_everyHopRefused_isExhaustedAndStaffAreTold() {
    Kit kit = new Kit();
    SendOutcome refused = new SendOutcome.Refused(400, Optional.of(21606));

    Attempt attempt = kit.claim();
    for (int hop = 0; hop < 3; hop++) {
      attempt = ((Next.Post) kit.record(attempt, refused).next()).attempt();
    }
    Decision last = kit.record(attempt, new SendOutcome.Refused(400, Optional.empty()));

    assertThat(attempt.to()).isEqualTo(MAIL);
    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(last.alerts()).extracting(Alert::kind).contains(Alert.Kind.EXHAUSTED);
  }

  @Test
  void record_throttledThenUnreachable_hasBurntNoAttempt() {
    Kit kit = new Kit();
    SendOutcome throttled = new SendOutcome.Throttled(Optional.empty());
    Attempt second = ((Next.Post) kit.record(kit.claim(), throttled).next()).attempt();

    kit.record(second, new SendOutcome.Unreachable("connection refused"));
    kit.pass(Timing.DEFAULT.retryDelay());

    assertThat(second.route()).isEqualTo(PRIMARY.name());
    assertThat(kit.claim().route())
        .as("once more, as if for the first time")
        .isEqualTo(PRIMARY.name());
  }

  @Test
  void record_unreachable_triesTheSameRouteOnceThenTheNext() {
    Kit kit = new Kit();
    SendOutcome unreachable = new SendOutcome.Unreachable("connection refused");

    Decision first = kit.record(kit.claim(), unreachable);
    assertThat(first.next()).isInstanceOf(Next.Later.class);
    kit.pass(Timing.DEFAULT.retryDelay());
    Attempt second = kit.claim();
    Decision decision = kit.record(second, unreachable);

    assertThat(second.route()).isEqualTo(PRIMARY.name());
    assertThat(((Next.Post) decision.next()).attempt().route()).isEqualTo(SECONDARY.name());
  }

  @Test
  void record_throttled_neverUsesTheRouteUp() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();

    for (int i = 0; i < 5; i++) {
      attempt =
          ((Next.Post) kit.record(attempt, new SendOutcome.Throttled(Optional.empty())).next())
              .attempt();
    }

    assertThat(attempt.route()).isEqualTo(PRIMARY.name());
  }

  @Test
  void record_emailThrottled_waitsLongerEachTimeThenGivesUp() {
    Kit kit = new Kit(Kit.CHAIN, Optional.empty(), Optional.of(MAIL));

    int tries = 0;
    while (!kit.state().isFinished()) {
      kit.record(kit.claim(), new SendOutcome.Throttled(Optional.empty()));
      if (kit.state() instanceof Waiting waiting) {
        kit.now = waiting.notBefore();
      }
      tries++;
    }

    assertThat(tries).isEqualTo(12);
    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(Duration.between(Kit.START, kit.now))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(30));
  }

  @Test
  void record_ambiguous_isReconciledBeforeAnythingElse() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Ambiguous("read timeout"));

    assertThat(kit.state()).isInstanceOf(Reconciling.class);
    assertThat(decision.next())
        .isEqualTo(
            new Next.Later(
                Kit.START.plus(Timing.DEFAULT.reconcileAfter()), "too early to ask the carrier"));
  }

  @Test
  void record_abandoned_claimsAnew() {
    Kit kit = new Kit();

    Decision decision = kit.record(kit.claim(), new SendOutcome.Abandoned("too late"));

    Attempt again = ((Next.Post) decision.next()).attempt();
    assertThat(again.number()).isEqualTo(2);
    assertThat(again.route()).isEqualTo(PRIMARY.name());
    assertThat(again.label()).isEmpty();
  }

  @Test
  void record_acceptedAfterTheClaimWasGivenUp_isAdoptedInsteadOfRepeated() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    kit.record(attempt, new SendOutcome.Unreachable("no route"));
    assertThat(kit.state()).isInstanceOf(Waiting.class);

    kit.record(attempt, ACCEPTED);

    assertThat(kit.state()).isInstanceOf(AwaitingReceipt.class);
  }

  @Test
  void record_failureOfAnotherWorkersClaim_changesNothing() {
    Kit kit = new Kit();
    Attempt attempt = kit.claim();
    Attempt foreign =
        new Attempt(
            attempt.number(),
            attempt.route(),
            attempt.to(),
            attempt.body(),
            attempt.segments(),
            new com.quickdumpnow.relay.model.Claim(
                "worker-9", 1, kit.now, Timing.DEFAULT.postWithin()),
            attempt.reason(),
            attempt.label(),
            attempt.carrier(),
            attempt.outcome(),
            attempt.extras());

    kit.record(foreign, new SendOutcome.Refused(400, Optional.of(21606)));

    assertThat(kit.state()).isInstanceOf(Sending.class);
    assertThat(kit.notification().attempts()).hasSize(1);
  }

  @Test
  void record_unknownNumberThreeTimes_suppressesIt() {
    Recipient recipient = Recipient.unknown(PHONE);
    for (int i = 1; i <= 3; i++) {
      Kit kit = new Kit();
      kit.recipients.put(PHONE, recipient);
      kit.history =
          Renamed.notification(kit.history, "n_" + String.valueOf((char) ('a' + i)).repeat(16));
      var id = kit.history.newest().orElseThrow().id();
      Attempt attempt = ((Next.Post) kit.next(id).next()).attempt();

      kit.record(id, attempt, new SendOutcome.Refused(400, Optional.of(30005)));

      recipient = kit.recipient(PHONE);
      assertThat(recipient.isSuppressedAt(kit.now)).isEqualTo(i == 3);
    }
  }

  /** The same history whose only notification has another id. */
  private static final class Renamed {
    static com.quickdumpnow.relay.model.JobHistory notification(
        com.quickdumpnow.relay.model.JobHistory history, String id) {
      var old = history.notification(FIRST).orElseThrow();
      return new com.quickdumpnow.relay.model.JobHistory(
          history.id(),
          history.job(),
          List.of(
              new com.quickdumpnow.relay.model.Notification(
                  new com.quickdumpnow.relay.model.NotificationId(id),
                  old.jobId(),
                  old.about(),
                  old.sequence(),
                  old.createdAt(),
                  old.expiresAt(),
                  old.text(),
                  old.segments(),
                  old.link(),
                  old.generation(),
                  old.state(),
                  old.attempts(),
                  old.extras())),
          history.strays(),
          history.alerts(),
          history.call());
    }
  }
}
