package com.quickdumpnow.relay.webhook;

import static com.quickdumpnow.relay.webhook.TestJobs.JOB;
import static com.quickdumpnow.relay.webhook.TestJobs.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Receipts come twice and in any order, in any batches: what they amount to stays the same. */
class RecorderOrderTest {
  private static final List<Receipt> DELIVERED =
      Stream.of(
              DeliveryStatus.QUEUED,
              DeliveryStatus.SENDING,
              DeliveryStatus.SENT,
              DeliveryStatus.DELIVERED)
          .map(TestJobs::receipt)
          .toList();
  private static final List<Receipt> FAILED =
      List.of(
          receipt(DeliveryStatus.QUEUED),
          receipt(DeliveryStatus.SENT),
          receipt(JOB, DeliveryStatus.UNDELIVERED, Optional.of(30008)));
  private static final List<Receipt> CONTRADICTORY =
      Stream.concat(FAILED.stream(), DELIVERED.stream()).toList();

  @Property(tries = 300)
  void record_deliveredInAnyOrder_endsInTheSameState(@ForAll("delivered") List<Receipt> order) {
    assertThat(after(order).history(JOB)).isEqualTo(after(DELIVERED).history(JOB));
  }

  @Property(tries = 300)
  void record_failedInAnyOrder_endsInTheSameStateWithOneTrigger(
      @ForAll("failed") List<Receipt> order) {
    TestRecorder recorder = after(order);

    assertThat(recorder.history(JOB)).isEqualTo(after(FAILED).history(JOB));
    assertThat(recorder.triggers).isEqualTo(after(FAILED).triggers);
  }

  @Property(tries = 300)
  void record_failedAndDeliveredInAnyOrder_isDelivered(
      @ForAll("contradictory") List<Receipt> order) {
    TestRecorder recorder = after(order);

    assertThat(recorder.notification(JOB).state())
        .isEqualTo(after(DELIVERED).notification(JOB).state());
    assertThat(recorder.notification(JOB).attempts().getFirst().outcome())
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> assertThat(accepted.status()).isEqualTo(DeliveryStatus.DELIVERED));
    assertThat(recorder.triggers).hasSizeLessThan(2);
  }

  @Property(tries = 300)
  void record_inOneBatchOfAnyOrder_endsInTheSameState(
      @ForAll("contradictory") List<Receipt> order) {
    assertThat(inOneBatch(order).history(JOB)).isEqualTo(inOneBatch(CONTRADICTORY).history(JOB));
  }

  private static TestRecorder after(List<Receipt> receipts) {
    TestRecorder recorder = new TestRecorder(JOB);
    receipts.forEach(recorder::record);
    return recorder;
  }

  private static TestRecorder inOneBatch(List<Receipt> receipts) {
    TestRecorder recorder = new TestRecorder(JOB);
    recorder.record(receipts.toArray(Receipt[]::new));
    return recorder;
  }

  @Provide
  Arbitrary<List<Receipt>> delivered() {
    return shuffledWithRepeats(DELIVERED);
  }

  @Provide
  Arbitrary<List<Receipt>> failed() {
    return shuffledWithRepeats(FAILED);
  }

  @Provide
  Arbitrary<List<Receipt>> contradictory() {
    return shuffledWithRepeats(CONTRADICTORY);
  }

  /** Each at least once. */
  private static Arbitrary<List<Receipt>> shuffledWithRepeats(List<Receipt> receipts) {
    return Arbitraries.of(receipts)
        .list()
        .ofMaxSize(4)
        .flatMap(
            repeats ->
                Arbitraries.shuffle(Stream.concat(receipts.stream(), repeats.stream()).toList()));
  }
}
