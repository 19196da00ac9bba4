package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.Recipient.PermanentFailure;
import com.quickdumpnow.relay.model.Recipient.Suppression;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetentionTest {
  private static final MessageId SID = new MessageId("SM" + "1".repeat(32));
  private static final Retention RETENTION = Retention.DEFAULT;
  private static final Instant DONE = Kit.START.plusSeconds(600);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Kit kit = new Kit();

  private JobHistory delivered() {
    Attempt attempt = kit.claim();
    kit.record(attempt, new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    receiveDelivered(kit);
    return kit.history;
  }

  private JobHistory completed(JobHistory history) {
    return history.with(
        history.job().orElseThrow().with(new StatusChange(JobStatus.COMPLETED, DONE, "ann")));
  }

  @Test
  void isToArchive_completedAndToldAWeekAgo_isDue() {
    JobHistory history = completed(delivered());

    assertThat(Retention.finishedAt(history)).contains(DONE);
    assertThat(RETENTION.isToArchive(history, DONE.plus(WEEK).minusSeconds(1))).isFalse();
    assertThat(RETENTION.isToArchive(history, DONE.plus(WEEK))).isTrue();
  }

  @Test
  void isToArchive_whatIsKeptOfStaff_never() {
    Receipt stray =
        new Receipt(
            JobId.STAFF,
            Optional.empty(),
            Optional.empty(),
            SID,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            DONE);
    JobHistory staff = JobHistory.empty(JobId.STAFF).withStray(stray);

    assertThat(RETENTION.isToArchive(staff, DONE.plus(WEEK.multipliedBy(99)))).isFalse();
  }

  @Test
  void isToArchive_jobStillOnItsWay_never() {
    assertThat(RETENTION.isToArchive(delivered(), DONE.plus(WEEK.multipliedBy(99)))).isFalse();
  }

  @Test
  void isToArchive_notificationStillOpen_never() {
    JobHistory history = completed(kit.history);

    assertThat(RETENTION.isToArchive(history, DONE.plus(WEEK.multipliedBy(99)))).isFalse();
  }

  @Test
  void isToArchive_receiptsOfNoJob_aWeekAfterTheLast() {
    JobHistory strays =
        JobHistory.empty(Kit.JOB)
            .withStray(
                new Receipt(
                    Kit.JOB,
                    Optional.empty(),
                    Optional.empty(),
                    new MessageId("SM1"),
                    DeliveryStatus.SENT,
                    Optional.empty(),
                    DONE));

    assertThat(RETENTION.isToArchive(strays, DONE.plus(WEEK).minusSeconds(1))).isFalse();
    assertThat(RETENTION.isToArchive(strays, DONE.plus(WEEK))).isTrue();
  }

  @Test
  void isToRedact_ninetyDaysAfterTheEnd_once() {
    ArchivedJob archived = new ArchivedJob(completed(delivered()), DONE.plus(WEEK));
    Instant due = DONE.plus(Duration.ofDays(90));

    assertThat(RETENTION.isToRedact(archived, due.minusSeconds(1))).isFalse();
    assertThat(RETENTION.isToRedact(archived, due)).isTrue();
    assertThat(RETENTION.isToRedact(Redaction.redacted(archived, due), due)).isFalse();
  }

  @Test
  void isForgettable_withSomethingToRemember_isNot() {
    Recipient plain = Recipient.unknown(Kit.PHONE).toldHowToStop(DONE);
    Instant later = DONE.plus(Duration.ofDays(31));

    assertThat(isForgettable(plain, DONE)).isTrue();
    assertThat(isForgettable(plain.optedOut(new OptOut(DONE, "STOP")), later)).isFalse();
    Recipient suppressed = plain.suppressed(new Suppression(DONE, DONE, "failed"));
    assertThat(isForgettable(suppressed, later.minus(Duration.ofDays(1)))).isFalse();
    assertThat(isForgettable(suppressed, later)).isTrue();
    assertThat(isForgettable(suppressed.lifted(DONE, "dana"), later)).isFalse();
    Recipient failing = plain.failed(new PermanentFailure(Kit.FIRST, DONE, 30005), Instant.MIN);
    assertThat(isForgettable(failing, DONE)).isFalse();
    assertThat(isForgettable(failing, later)).isTrue();
  }

  private static boolean isForgettable(Recipient recipient, Instant now) {
    return Retention.isForgettable(recipient, SuppressionRule.DEFAULT, now);
  }

  @Test
  void new_redactionBeforeArchiving_isRefused() {
    assertThatThrownBy(() -> new Retention(WEEK, Duration.ofDays(6)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void receiveDelivered(Kit kit) {
    Receipt receipt =
        new Receipt(
            Kit.JOB,
            Optional.of(Kit.FIRST),
            Optional.of(1),
            SID,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            kit.now);
    kit.keep(new Receipts(Kit.CHAIN).receive(kit.history, receipt, kit::recipient, kit.now));
  }
}
