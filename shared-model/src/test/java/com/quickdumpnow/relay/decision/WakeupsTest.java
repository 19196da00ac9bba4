package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WakeupsTest {
  private static final Instant T = Instant.parse("2026-03-02T15:00:00Z");
  private static final NotificationId ID = new NotificationId("n_aaaaaaaaaaaaaaaa");

  private static Notification notification(NotificationState state, int generation) {
    return new Notification(
        ID,
        new JobId("job-1"),
        JobStatus.QUEUED,
        1,
        T,
        Optional.empty(),
        "text",
        1,
        "link",
        generation,
        state,
        List.of(),
        Extras.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 32", "1000, 32"})
  void dueAt_pending_spacingDoublesUpToALimit(int generation, int minutes) {
    var pending = new NotificationState.Pending(T, "new");

    assertThat(Wakeups.dueAt(notification(pending, generation), T))
        .contains(T.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void dueAt_lateOnItsWay_triggersThatBroughtAnAttemptDoNotCount() {
    Kit kit = new Kit();
    kit.record(kit.claim(), new SendOutcome.Refused(400, Optional.of(21606)));
    Notification second = kit.notification().nextGeneration().nextGeneration().nextGeneration();

    assertThat(second.attempts()).hasSize(2);
    assertThat(Wakeups.dueAt(second, T)).contains(T.plus(Duration.ofMinutes(1)));
  }

  @Test
  void dueAt_waiting_whenItsTimeHasComeAndAgainIfThatTriggerIsLost() {
    Instant end = T.plus(Duration.ofHours(1));
    Notification waiting = notification(new NotificationState.Waiting(T, "quiet hours", end), 2);

    assertThat(Wakeups.dueAt(waiting, T)).contains(end);
    assertThat(Wakeups.dueAt(waiting, end)).contains(end.plus(Duration.ofMinutes(2)));
  }

  @Test
  void dueAt_awaitingReceipt_atItsDeadline() {
    Instant deadline = T.plus(Duration.ofMinutes(5));
    var awaiting = new NotificationState.AwaitingReceipt(T, "accepted", 1, deadline);

    assertThat(Wakeups.dueAt(notification(awaiting, 1), T)).contains(deadline);
  }

  @Test
  void dueAt_reconciling_notBeforeTheCarrierMayBeAsked() {
    Instant notBefore = T.plus(Duration.ofMinutes(3));
    var reconciling = new NotificationState.Reconciling(T, "ambiguous", 1, notBefore);

    assertThat(Wakeups.dueAt(notification(reconciling, 1), T)).contains(notBefore);
  }

  @Test
  void isDue_triggerMayStillBeQueued_notBeforeTheQueueHasDrained() {
    Notification pending = notification(new NotificationState.Pending(T, "new"), 1);
    Instant now = T.plus(Duration.ofHours(1));

    assertThat(Wakeups.isDue(pending, T, T, now)).isFalse();
    assertThat(Wakeups.isDue(pending, T, T.plusMillis(1), now)).isTrue();
  }

  @Test
  void isDue_overdueReceipt_howeverBusyTheQueueIs() {
    Instant deadline = T.plus(Duration.ofMinutes(5));
    var awaiting = new NotificationState.AwaitingReceipt(T, "accepted", 1, deadline);

    assertThat(Wakeups.isDue(notification(awaiting, 1), T, Instant.MIN, deadline)).isTrue();
    assertThat(
            Wakeups.isDue(
                notification(awaiting, 1), deadline, Instant.MIN, deadline.plusSeconds(3600)))
        .as("it was triggered since, and that trigger may be queued")
        .isFalse();
  }

  @Test
  void dueAt_held_likeSomethingWithoutATrigger() {
    assertThat(Wakeups.dueAt(notification(new NotificationState.Hold(T, "restored"), 1), T))
        .contains(T.plus(Duration.ofMinutes(1)));
  }

  @Test
  void dueAt_finished_never() {
    assertThat(Wakeups.dueAt(notification(new NotificationState.Exhausted(T, "failed"), 1), T))
        .isEmpty();
    assertThat(Wakeups.dueAt(notification(new NotificationState.Delivered(T, "said so", 1), 1), T))
        .isEmpty();
  }
}
