package com.quickdumpnow.relay.ops.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.token.TrackingLinks;
import com.quickdumpnow.relay.token.TrackingTokens;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleJobsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T18:00:00Z");
  private static final String KEY = "k1=" + "A".repeat(43) + "=";

  private final MaintenanceDocument document =
      SampleJobs.document(
          new TrackingLinks("quickdumpnow.com/track", TrackingTokens.parse(KEY)), NOW);

  @Test
  void document_everyNotification_isFinishedSoThatNobodyIsTexted() {
    assertThat(notifications()).isNotEmpty().allMatch(each -> each.state().isFinished());
  }

  @Test
  void document_jobs_showEveryStatusAndKeepToTheLegalMoves() {
    assertThat(document.jobs().values())
        .extracting(history -> history.job().orElseThrow().status())
        .containsAll(List.of(JobStatus.values()));
    assertThat(document.jobs().values())
        .extracting(history -> history.job().orElseThrow().timeline().getFirst().status())
        .containsOnly(JobStatus.QUEUED);
  }

  @Test
  void document_texts_areOneSegmentEach() {
    assertThat(notifications()).allMatch(each -> each.segments() == 1);
  }

  @Test
  void document_people_haveNumbersReservedForFictionOnly() {
    assertThat(document.jobs().values())
        .flatExtracting(history -> history.job().orElseThrow().customer().phone().stream().toList())
        .allMatch(phone -> phone.value().matches("\\+161955501\\d\\d"));
  }

  @Test
  void document_everything_happenedBefore() {
    assertThat(notifications()).allMatch(each -> each.state().since().isBefore(NOW));
  }

  @Test
  void document_writtenAndRead_isTheSame() {
    assertThat(MaintenanceJson.read(MaintenanceJson.write(document))).isEqualTo(document);
  }

  private List<Notification> notifications() {
    return document.jobs().values().stream()
        .map(JobHistory::notifications)
        .flatMap(List::stream)
        .toList();
  }
}
