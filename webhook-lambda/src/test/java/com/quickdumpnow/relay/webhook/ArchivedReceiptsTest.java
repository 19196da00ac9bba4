package com.quickdumpnow.relay.webhook;

import static com.quickdumpnow.relay.webhook.TestJobs.JOB;
import static com.quickdumpnow.relay.webhook.TestJobs.SID;
import static com.quickdumpnow.relay.webhook.TestJobs.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receipts that come when their job has left the document. */
final class ArchivedReceiptsTest {
  private static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  private static final JobId OTHER = new JobId("job-2");

  private final TestRecorder recorder = new TestRecorder(JOB, OTHER);

  private void archive() {
    recorder.store.archive().take(List.of(recorder.history(JOB)), _ -> true);
    assertThat(recorder.history(JOB).isEmpty()).isTrue();
  }

  private JobHistory archived() {
    return recorder.store.archive().find(JOB).orElseThrow().history();
  }

  private Attempt attempt() {
    return archived().notifications().getFirst().attempts().getFirst();
  }

  @Test
  void record_receiptOfAnArchivedJob_mergedIntoTheArchive() {
    archive();

    assertThat(recorder.record(receipt(DeliveryStatus.DELIVERED))).isEmpty();

    assertThat(attempt().isDelivered()).isTrue();
    assertThat(recorder.history(JOB).isEmpty()).isTrue();
  }

  @Test
  void record_again_changesNothing() {
    archive();
    recorder.record(receipt(DeliveryStatus.DELIVERED));
    JobHistory once = archived();

    recorder.record(receipt(DeliveryStatus.SENT), receipt(DeliveryStatus.DELIVERED));

    assertThat(archived()).isEqualTo(once);
  }

  @Test
  void record_alertOfAnArchivedJob_isRaisedWhereStaffAreToldOfIt() {
    recorder.record(receipt(DeliveryStatus.SENT));
    archive();
    Receipt twin =
        new Receipt(
            JOB,
            Optional.of(TestJobs.NOTIFICATION),
            Optional.of(1),
            new MessageId("SM" + "2".repeat(32)),
            DeliveryStatus.SENT,
            Optional.empty(),
            TestJobs.NOW);

    recorder.record(twin);
    recorder.record(twin);

    assertThat(recorder.history(JobId.STAFF).alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.kind()).isEqualTo(Alert.Kind.UNEXPLAINED_MESSAGE);
              assertThat(alert.words()).contains(JOB.value());
              assertThat(alert.isTold()).isFalse();
            });
  }

  @Test
  void record_receiptOfStaff_isKeptWhereItIsLookedForAndNowhereElse() {
    Receipt ofStaff =
        new Receipt(
            JobId.STAFF,
            Optional.of(TestJobs.NOTIFICATION),
            Optional.of(1),
            SID,
            DeliveryStatus.DELIVERED,
            Optional.empty(),
            TestJobs.NOW);
    recorder.record(ofStaff);
    recorder.store.archive().take(List.of(recorder.history(JobId.STAFF)), _ -> true);

    recorder.record(ofStaff);

    assertThat(recorder.history(JobId.STAFF).strays()).hasSize(1);
  }

  @Test
  void record_strayOfAnArchivedJob_keptThere() {
    archive();
    Receipt stray =
        new Receipt(
            JOB,
            Optional.empty(),
            Optional.empty(),
            new MessageId("SM" + "9".repeat(32)),
            DeliveryStatus.SENT,
            Optional.empty(),
            TestJobs.NOW);

    recorder.record(stray);
    recorder.record(stray);

    assertThat(archived().strays()).hasSize(1);
    assertThat(recorder.history(JOB).isEmpty()).isTrue();
  }

  @Test
  void record_optOutOfAnArchivedJob_standsInTheDocument() {
    archive();

    recorder.record(receipt(JOB, DeliveryStatus.FAILED, Optional.of(21610)));

    assertThat(recorder.store.document().recipient(PHONE).isOptedOut()).isTrue();
  }

  @Test
  void record_optOutOfARedactedJob_isNobodys() {
    archive();
    recorder.store.archive().walk(9, job -> Redaction.redacted(job, TestJobs.NOW));

    recorder.record(receipt(JOB, DeliveryStatus.FAILED, Optional.of(21610)));

    assertThat(recorder.store.document().recipients()).isEmpty();
    assertThat(attempt().messageId()).contains(SID);
  }

  @Test
  void record_batchOfArchivedActiveAndUnknownJobs_eachWhereItBelongs() {
    archive();
    JobId unknown = new JobId("job-9");

    assertThat(
            recorder.record(
                receipt(JOB, DeliveryStatus.SENT, Optional.empty()),
                receipt(OTHER, DeliveryStatus.SENT, Optional.empty()),
                receipt(unknown, DeliveryStatus.SENT, Optional.empty())))
        .isEmpty();

    assertThat(attempt().messageId()).contains(SID);
    assertThat(recorder.notification(OTHER).attempts().getFirst().messageId()).contains(SID);
    assertThat(recorder.history(unknown).strays()).hasSize(1);
  }

  @Test
  void record_documentRefused_wholeBatchComesAgainAndIsRecordedOnceMended() {
    recorder.store.failWith(() -> new DocumentRefused("maintenance.json is not gzip", null));

    assertThat(
            recorder.record(
                receipt(JOB, DeliveryStatus.DELIVERED, Optional.empty()),
                receipt(OTHER, DeliveryStatus.DELIVERED, Optional.empty())))
        .containsExactlyInAnyOrder("0", "1");
    recorder.store.recover();
    assertThat(recorder.record(receipt(JOB, DeliveryStatus.DELIVERED, Optional.empty()))).isEmpty();

    assertThat(recorder.notification(JOB).attempts().getFirst().isDelivered()).isTrue();
    assertThat(recorder.notification(OTHER).attempts().getFirst().isDelivered()).isFalse();
  }
}
