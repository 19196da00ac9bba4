package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.SuppressionRule;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArchivistTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Kit kit = new Kit().withJob();
  private final Archivist archivist =
      new Archivist(kit.store, kit.clock, Journal.NONE, Retention.DEFAULT, SuppressionRule.DEFAULT);

  private void finish() {
    Instant now = kit.clock.instant();
    kit.change(
        history ->
            history
                .with(
                    history
                        .job()
                        .orElseThrow()
                        .with(new StatusChange(JobStatus.COMPLETED, now, "test")))
                .with(kit.first().with(new Exhausted(now, "all failed"))));
  }

  private Optional<ArchivedJob> archived() {
    return kit.store.archive().find(Kit.JOB);
  }

  @Test
  void pass_jobFinishedAWeekAgo_archivedWithItsWholeHistory() {
    finish();
    JobHistory history = kit.store.document().job(Kit.JOB);
    kit.clock.pass(WEEK.minusSeconds(1));
    archivist.pass();
    assertThat(archived()).isEmpty();

    kit.clock.pass(Duration.ofSeconds(1));
    archivist.pass();

    assertThat(archived().orElseThrow().history()).isEqualTo(history);
    assertThat(kit.store.document().jobs()).isEmpty();
  }

  @Test
  void pass_jobNotFinished_leftAlone() {
    kit.clock.pass(WEEK.multipliedBy(10));

    archivist.pass();

    assertThat(kit.store.document().jobs()).containsOnlyKeys(Kit.JOB);
    assertThat(archived()).isEmpty();
  }

  @Test
  void pass_manyJobs_boundedAndTheNextPassGoesOn() {
    for (int i = 0; i < Archivist.MAX_ARCHIVED + 30; i++) {
      JobId id = new JobId("stray-" + i);
      Receipt receipt =
          new Receipt(
              id,
              Optional.empty(),
              Optional.empty(),
              new MessageId("SM" + i),
              DeliveryStatus.SENT,
              Optional.empty(),
              kit.clock.instant());
      kit.store.changeJob(id, scope -> new Changed<>(scope.history().withStray(receipt), true));
    }
    kit.clock.pass(WEEK);

    archivist.pass();
    assertThat(kit.store.document().jobs()).hasSize(31);
    archivist.pass();

    assertThat(kit.store.document().jobs()).containsOnlyKeys(Kit.JOB);
  }

  @Test
  void pass_recipientOfNoJobAnyMore_leavesUnlessOptedOut() {
    finish();
    kit.store.changeRecipient(Kit.PHONE, old -> old.toldHowToStop(kit.clock.instant()));
    kit.clock.pass(WEEK);

    archivist.pass();
    assertThat(kit.store.document().recipients()).isEmpty();
    kit.store.changeRecipient(
        Kit.PHONE, old -> old.optedOut(new OptOut(kit.clock.instant(), "STOP")));
    archivist.pass();

    assertThat(kit.store.document().recipients()).containsOnlyKeys(Kit.PHONE);
  }

  @Test
  void pass_ninetyDaysLater_redactedWithItsTimelineKept() {
    finish();
    kit.clock.pass(WEEK);
    archivist.pass();
    JobHistory before = archived().orElseThrow().history();

    kit.clock.pass(Duration.ofDays(82));
    archivist.pass();
    assertThat(archived().orElseThrow().redactedAt()).isEmpty();
    kit.clock.pass(Duration.ofDays(1));
    archivist.pass();

    ArchivedJob redacted = archived().orElseThrow();
    assertThat(redacted.redactedAt()).isPresent();
    assertThat(redacted.history().phones()).containsOnly(Redaction.PHONE);
    assertThat(redacted.history().job().orElseThrow().timeline())
        .isEqualTo(before.job().orElseThrow().timeline());
  }

  @Test
  void handle_triggerOfAnArchivedJob_isDone() {
    finish();
    var trigger = Trigger.of(kit.first());
    kit.clock.pass(WEEK);
    archivist.pass();

    assertThat(handled(trigger)).isEqualTo(new Handled.Done("archived"));
  }

  private Handled handled(Trigger trigger) {
    try {
      return kit.handler("w1").handle(trigger, kit.clock.instant());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
