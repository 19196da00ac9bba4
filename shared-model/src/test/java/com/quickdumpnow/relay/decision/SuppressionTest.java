package com.quickdumpnow.relay.decision;

import static com.quickdumpnow.relay.decision.Kit.MAIL;
import static com.quickdumpnow.relay.decision.Kit.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A number that consistently fails goes straight to email, and is tried again. */
class SuppressionTest {
  /** Unknown number: permanent, and counted. */
  private static final int UNKNOWN_NUMBER = 30005;

  private static final Duration DAY = Duration.ofDays(1);
  private static final List<JobStatus> STATUSES = List.of(JobStatus.values());
  private final Kit kit = new Kit();
  private NotificationId current = Kit.FIRST;
  private int count;

  @Test
  void failed_thriceOnDistinctNotifications_goesStraightToEmail() {
    fail();
    fail();
    assertThat(isSuppressed()).isFalse();
    fail();

    assertThat(isSuppressed()).isTrue();
    assertThat(claim().to()).isEqualTo(MAIL);
  }

  @Test
  void failed_twiceOnOneNotification_countsOnce() {
    fail();
    fail();
    Receipt again = receipt(new MessageId("SM" + count), DeliveryStatus.FAILED);
    kit.keep(new Receipts(kit.chain).receive(kit.history, again, kit::recipient, kit.now));

    assertThat(kit.recipient(PHONE).failures()).hasSize(2);
    assertThat(isSuppressed()).isFalse();
  }

  @Test
  void failed_spreadOverMoreThanTheWindow_isNotSuppressed() {
    fail();
    kit.pass(DAY.multipliedBy(16));
    fail();
    kit.pass(DAY.multipliedBy(15));
    fail();

    assertThat(isSuppressed()).isFalse();
    assertThat(kit.recipient(PHONE).failures()).hasSize(2);
  }

  @Test
  void afterTheCoolDown_isTriedAgain() {
    suppress();
    kit.pass(DAY.multipliedBy(14).minusSeconds(120));
    assertThat(claim().to()).isEqualTo(MAIL);

    kit.pass(Duration.ofSeconds(60));

    assertThat(claim().to()).isEqualTo(PHONE);
  }

  @Test
  void afterTheCoolDown_oneSuccessForgetsEverything() {
    suppress();
    kit.pass(DAY.multipliedBy(15));

    deliver(post());

    assertThat(kit.recipient(PHONE).suppression()).isEmpty();
    assertThat(kit.recipient(PHONE).failures()).isEmpty();
    fail();
    assertThat(isSuppressed()).isFalse();
  }

  @Test
  void afterTheCoolDown_oneFailureSuppressesAgain() {
    suppress();
    // By now every earlier failure is out of the window.
    kit.pass(DAY.multipliedBy(40));

    fail();

    assertThat(isSuppressed()).isTrue();
    assertThat(kit.recipient(PHONE).suppression().orElseThrow().until())
        .isEqualTo(kit.now.plus(DAY.multipliedBy(14)));
  }

  @Test
  void deliveredLate_ofATextFromBeforeTheSuppression_forgetsNothing() {
    MessageId early = post();
    Attempt attempt = kit.notification(current).attempts().getLast();
    Receipt receipt = receipt(early, DeliveryStatus.DELIVERED);
    suppress();
    kit.pass(DAY.multipliedBy(15));

    kit.keep(new Receipts(kit.chain).receive(kit.history, receipt, kit::recipient, kit.now));

    assertThat(attempt.to()).isEqualTo(PHONE);
    assertThat(kit.recipient(PHONE).suppression()).isPresent();
  }

  @Test
  void failed_underAnotherRule_followsIt() {
    SuppressionRule strict = new SuppressionRule(1, DAY, DAY.multipliedBy(2));
    Kit strictKit =
        new Kit(
            new Chain(
                Kit.CHAIN.routes(), true, Timing.DEFAULT, strict, Allowlist.EVERYBODY, Set.of()),
            Optional.of(PHONE),
            Optional.of(MAIL));

    strictKit.record(strictKit.claim(), new SendOutcome.Refused(400, Optional.of(UNKNOWN_NUMBER)));

    assertThat(strictKit.recipient(PHONE).suppression().orElseThrow().until())
        .isEqualTo(strictKit.now.plus(DAY.multipliedBy(2)));
  }

  @Test
  void lifted_byStaff_isTriedAtOnceAndCountsAnew() {
    suppress();

    kit.recipients.put(PHONE, kit.recipient(PHONE).lifted(kit.now, "dana"));

    assertThat(claim().to()).isEqualTo(PHONE);
    Recipient.Lift lift = kit.recipient(PHONE).lifts().getFirst();
    assertThat(lift.kind()).isEqualTo(Recipient.Lift.Kind.FAILURES);
    assertThat(lift.by()).isEqualTo("dana");
  }

  private void suppress() {
    fail();
    fail();
    fail();
    assertThat(isSuppressed()).isTrue();
  }

  private boolean isSuppressed() {
    return kit.recipient(PHONE).isSuppressedAt(kit.now);
  }

  /** A new notification whose text fails for good. */
  private void fail() {
    MessageId sid = post();
    kit.keep(
        new Receipts(kit.chain)
            .receive(kit.history, receipt(sid, DeliveryStatus.FAILED), kit::recipient, kit.now));
  }

  private void deliver(MessageId sid) {
    kit.keep(
        new Receipts(kit.chain)
            .receive(kit.history, receipt(sid, DeliveryStatus.DELIVERED), kit::recipient, kit.now));
  }

  private Receipt receipt(MessageId sid, DeliveryStatus status) {
    return new Receipt(
        Kit.JOB,
        Optional.of(current),
        Optional.empty(),
        sid,
        status,
        status.isFailure() ? Optional.of(UNKNOWN_NUMBER) : Optional.empty(),
        kit.now);
  }

  private MessageId post() {
    Attempt attempt = claim();
    MessageId sid = new MessageId("SM" + count);
    kit.record(current, attempt, new SendOutcome.Accepted(sid, DeliveryStatus.QUEUED));
    return sid;
  }

  /** Of a new notification. */
  private Attempt claim() {
    count++;
    kit.pass(Duration.ofMinutes(1));
    current = new NotificationId("n_" + "a".repeat(14) + (char) ('a' + count) + "z");
    kit.add(current, STATUSES.get(count % STATUSES.size()));
    return ((Next.Post) kit.next(current).next()).attempt();
  }
}
