package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.quickdumpnow.relay.model.Alert.Kind;
import com.quickdumpnow.relay.model.StaffCall.Cover;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JobHistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final JobId JOB = new JobId("job-1");
  private static final NotificationId FIRST = new NotificationId("n_aaaaaaaaaaaaaaaa");
  private static final NotificationId SECOND = new NotificationId("n_bbbbbbbbbbbbbbbb");

  @Test
  void raise_sameWordsAgain_onceOnlyEvenAfterTheyWereTold() {
    JobHistory raised = JobHistory.empty(JOB).raise(Kind.EXHAUSTED, FIRST, "no hop", NOW);
    JobHistory told = raised.told(new Cover(JOB, 1, Extras.NONE), NOW);

    assertThat(raised.raise(Kind.EXHAUSTED, FIRST, "no hop", NOW.plusSeconds(1))).isSameAs(raised);
    assertThat(told.raise(Kind.EXHAUSTED, FIRST, "no hop", NOW.plusSeconds(1))).isSameAs(told);
    assertThat(told.raise(Kind.EXHAUSTED, SECOND, "no hop", NOW).alerts())
        .extracting(Alert::number)
        .containsExactly(1, 2);
  }

  @Test
  void told_alertsUpToANumber_leavesLaterOnesAndKeepsTheFirstTime() {
    JobHistory history =
        JobHistory.empty(JOB)
            .raise(Kind.FAILURE, FIRST, "a", NOW)
            .raise(Kind.FAILURE, FIRST, "b", NOW);

    JobHistory first = history.told(new Cover(JOB, 1, Extras.NONE), NOW);
    JobHistory both = first.told(new Cover(JOB, 2, Extras.NONE), NOW.plusSeconds(9));

    assertThat(first.alerts()).extracting(Alert::isTold).containsExactly(true, false);
    assertThat(both.alerts())
        .extracting(alert -> alert.toldAt().orElseThrow())
        .containsExactly(NOW, NOW.plusSeconds(9));
  }

  @Test
  void unitedWith_sameAlertToldInOne_isTold() {
    JobHistory untold = JobHistory.empty(JOB).raise(Kind.FAILURE, FIRST, "a", NOW);
    JobHistory told = untold.told(new Cover(JOB, 1, Extras.NONE), NOW);
    JobHistory more = untold.raise(Kind.EXHAUSTED, SECOND, "b", NOW);

    assertThat(untold.unitedWith(told)).isEqualTo(told);
    assertThat(told.unitedWith(untold)).isEqualTo(told);
    assertThat(told.unitedWith(more).alerts())
        .extracting(Alert::words, Alert::isTold)
        .containsExactly(tuple("a", true), tuple("b", false));
    assertThat(more.unitedWith(more)).isEqualTo(more);
  }

  @Test
  void isEmpty_onlyAnAlert_isKept() {
    assertThat(JobHistory.empty(JOB).raise(Kind.FAILURE, FIRST, "a", NOW).isEmpty()).isFalse();
  }
}
