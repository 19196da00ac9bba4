package com.quickdumpnow.relay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NotificationTest {
  private static final Instant T = Instant.parse("2026-03-02T15:00:00Z");
  private static final NotificationState.Emailed EMAILED =
      new NotificationState.Emailed(T, "accepted by email", 1);

  private static Notification notification(int generation, NotificationState state) {
    return new Notification(
        new NotificationId("n_aaaaaaaaaaaaaaaa"),
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

  @Test
  void unitedWith_bounceWrittenByAClockThatIsBehind_bounced() {
    Notification emailed = notification(1, EMAILED);
    Notification bounced = notification(1, EMAILED.bounced(T.minusSeconds(1), "it bounced"));

    assertThat(emailed.unitedWith(bounced)).isEqualTo(bounced);
    assertThat(bounced.unitedWith(emailed)).isEqualTo(bounced);
  }

  @Test
  void unitedWith_sentAgainAndEmailed_emailed() {
    Notification gaveUp = notification(1, new NotificationState.Exhausted(T, "no way"));
    Notification again = notification(2, new NotificationState.Emailed(T.plusSeconds(9), "", 1));

    assertThat(gaveUp.unitedWith(again)).isEqualTo(again);
    assertThat(again.unitedWith(gaveUp)).isEqualTo(again);
  }
}
