package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SweeperTest {
  private final Kit kit = new Kit().withJob();
  private final Sweeper sweeper = sweeper(kit.sent::addAll);

  private Sweeper sweeper(TriggerQueue queue) {
    return new Sweeper(
        kit.store, queue, kit.clock, Journal.NONE, () -> kit.clock.instant(), _ -> {});
  }

  private void sweepAfter(Duration pause) {
    kit.clock.pass(pause);
    sweeper.pass();
  }

  @Test
  void sweep_triggerStillYoung_leftAlone() {
    sweepAfter(Duration.ofSeconds(30));

    assertThat(kit.sent).isEmpty();
  }

  @Test
  void sweep_triggerLost_triggeredWithAFreshGeneration() {
    sweepAfter(Duration.ofSeconds(61));

    assertThat(kit.sent).containsExactly(new Trigger(Kit.JOB, Kit.FIRST, 0, 2));
    assertThat(kit.first().generation()).isEqualTo(2);
  }

  @Test
  void sweep_againAndAgain_spacingDoubles() {
    for (int seconds = 0; seconds < 900; seconds += 30) {
      sweepAfter(Duration.ofSeconds(30));
    }

    // After 1, 3 and 7 minutes, give or take a pass.
    assertThat(kit.sent).hasSize(3);
  }

  @Test
  void sweep_queueDown_nextPassTriggersAgain() {
    Sweeper unlucky =
        sweeper(
            _ -> {
              throw new QueueUnavailableException("down", new IllegalStateException());
            });
    kit.clock.pass(Duration.ofSeconds(61));
    assertThatThrownBy(unlucky::pass).isInstanceOf(QueueUnavailableException.class);

    sweepAfter(Duration.ofSeconds(121));

    assertThat(kit.sent).containsExactly(new Trigger(Kit.JOB, Kit.FIRST, 0, 3));
  }

  @Test
  void sweep_waiting_triggeredWhenItsTimeHasCome() {
    kit.change(
        history ->
            history.with(
                kit.first()
                    .with(
                        new NotificationState.Waiting(
                            kit.clock.instant(),
                            "later",
                            kit.clock.instant().plus(Duration.ofMinutes(10))))));

    sweepAfter(Duration.ofMinutes(9));
    assertThat(kit.sent).isEmpty();
    sweepAfter(Duration.ofSeconds(61));
    assertThat(kit.sent).hasSize(1);
  }

  @Test
  void sweep_receiptOverdue_triggered() {
    kit.handle(kit.handler("w1"));

    sweepAfter(Duration.ofMinutes(4));
    assertThat(kit.sent).isEmpty();
    sweepAfter(Duration.ofSeconds(61));
    assertThat(kit.sent).containsExactly(new Trigger(Kit.JOB, Kit.FIRST, 1, 2));
  }

  @Test
  void sweep_moreThanAPassTakes_whoeverWaitedLongestGoesFirst() {
    Instant now = kit.clock.instant();
    JobId longest = new JobId("job-longest");
    for (int i = 1; i <= 150; i++) {
      news(new JobId("job-later-" + i), now.plusSeconds(5));
    }
    news(longest, now);

    sweepAfter(Duration.ofSeconds(70));

    assertThat(kit.sent).hasSize(100).extracting(Trigger::jobId).contains(longest);
  }

  private void news(JobId id, Instant since) {
    Notification like = kit.first();
    Notification own =
        new Notification(
            NotificationId.random(new Random(id.hashCode())),
            id,
            like.about(),
            1,
            since,
            like.expiresAt(),
            like.text(),
            like.segments(),
            like.link(),
            1,
            new NotificationState.Pending(since, "new"),
            List.of(),
            Extras.NONE);
    Job job =
        new Job(
            id,
            Optional.empty(),
            new Customer("Ann", Optional.of(Kit.PHONE), Optional.empty(), Extras.NONE),
            Load.UNKNOWN,
            Optional.empty(),
            List.of(new StatusChange(like.about(), since, "test")),
            List.of(),
            Extras.NONE);
    var _ =
        kit.store.changeJob(id, scope -> new Changed<>(scope.history().with(job).with(own), true));
  }

  @Test
  void sweep_finished_leftAlone() {
    Kit lonely = kit;
    lonely.change(
        history ->
            history.with(
                lonely
                    .first()
                    .with(new NotificationState.Exhausted(lonely.clock.instant(), "all failed"))));

    sweepAfter(Duration.ofHours(2));

    assertThat(kit.sent).isEmpty();
  }
}
