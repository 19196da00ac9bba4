package com.quickdumpnow.relay.webhook;

import static com.quickdumpnow.relay.webhook.TestJobs.JOB;
import static com.quickdumpnow.relay.webhook.TestJobs.receipt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderHandlerTest {
  private static final JobId OTHER = new JobId("job-2");
  private static final Receipt FAILED =
      receipt(JOB, DeliveryStatus.UNDELIVERED, Optional.of(30008));

  private final TestRecorder recorder = new TestRecorder(JOB, OTHER);

  @Test
  void record_delivered_settlesTheNotification() {
    assertThat(recorder.record(receipt(DeliveryStatus.DELIVERED))).isEmpty();

    assertThat(recorder.notification(JOB).state()).isInstanceOf(Delivered.class);
    assertThat(recorder.notification(JOB).attempts().getFirst().messageId()).contains(TestJobs.SID);
    assertThat(recorder.triggers).isEmpty();
  }

  @Test
  void record_batchOfSeveralJobs_isOneCommit() {
    long before = recorder.store.document().revision();

    recorder.record(
        receipt(DeliveryStatus.DELIVERED),
        receipt(OTHER, DeliveryStatus.DELIVERED, Optional.empty()),
        receipt(DeliveryStatus.SENT));

    assertThat(recorder.store.document().revision()).isEqualTo(before + 1);
    assertThat(recorder.notification(OTHER).state()).isInstanceOf(Delivered.class);
  }

  @Test
  void record_failed_triggersTheNextHopWithAFreshGeneration() {
    int before = recorder.notification(JOB).generation();

    recorder.record(FAILED);

    assertThat(recorder.notification(JOB).state()).isInstanceOf(Pending.class);
    assertThat(recorder.triggers)
        .containsExactly(new Trigger(JOB, TestJobs.NOTIFICATION, 1, before + 1));
  }

  @Test
  void record_failedTwiceAndAgain_triggersOnce() {
    recorder.record(FAILED, FAILED);
    long revision = recorder.store.document().revision();
    assertThat(recorder.record(FAILED)).isEmpty();

    assertThat(recorder.triggers).hasSize(1);
    assertThat(recorder.store.document().revision()).isEqualTo(revision);
  }

  @Test
  void record_failedAndDeliveredTogether_triggersNothing() {
    recorder.record(FAILED, receipt(DeliveryStatus.DELIVERED));

    assertThat(recorder.notification(JOB).state()).isInstanceOf(Delivered.class);
    assertThat(recorder.triggers).isEmpty();
  }

  @Test
  void record_triggersCannotBeSent_isNoFailure() {
    recorder.queueDown = true;

    assertThat(recorder.record(FAILED)).isEmpty();

    assertThat(recorder.notification(JOB).state()).isInstanceOf(Pending.class);
  }

  @Test
  void record_unknownJob_keepsAStrayOnce() {
    Receipt stray = receipt(new JobId("nobody"), DeliveryStatus.DELIVERED, Optional.empty());

    assertThat(recorder.record(stray, stray)).isEmpty();
    assertThat(recorder.record(stray)).isEmpty();

    assertThat(recorder.history(new JobId("nobody")).strays()).containsExactly(stray);
  }

  @Test
  void record_unknownMessageWithoutNotification_keepsAStray() {
    Receipt unknown =
        new Receipt(
            JOB,
            Optional.empty(),
            Optional.empty(),
            new MessageId("SMother"),
            DeliveryStatus.SENT,
            Optional.empty(),
            TestJobs.NOW);

    assertThat(recorder.record(unknown)).isEmpty();

    assertThat(recorder.history(JOB).strays()).containsExactly(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"v\":2}", "\"\\ud800\""})
  void record_malformed_failsAlone(String body) {
    assertThat(recorder.record(body, ReceiptJson.write(receipt(DeliveryStatus.DELIVERED))))
        .containsExactly("0");

    assertThat(recorder.notification(JOB).state()).isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "{\"kind\":\"other\"}", "{\"Type\":\"Notification\"}"})
  void record_malformedAndADeadLetterQueue_isBuriedWithTheReasonAndDoesNotComeAgain(String body) {
    recorder.graveyard = true;

    assertThat(recorder.record(body, ReceiptJson.write(receipt(DeliveryStatus.DELIVERED))))
        .isEmpty();

    assertThat(recorder.buried)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.body()).isEqualTo(body);
              assertThat(letter.reason()).isNotBlank();
            });
    assertThat(recorder.notification(JOB).state()).isInstanceOf(Delivered.class);
  }

  @Test
  void record_storeUnavailable_failsAllAndSucceedsWhenTheyComeAgain() {
    recorder.store.failWith(() -> new StoreException.Unavailable("down", null));
    assertThat(recorder.record(FAILED, receipt(DeliveryStatus.SENT))).containsOnly("0", "1");
    assertThat(recorder.triggers).isEmpty();

    recorder.store.recover();

    assertThat(recorder.record(FAILED, receipt(DeliveryStatus.SENT))).isEmpty();
    assertThat(recorder.triggers).hasSize(1);
  }

  @Test
  void record_commitUnknown_failsAll() {
    recorder.store.failWith(() -> new StoreException.CommitUnknown("lost", null));

    assertThat(recorder.record(FAILED)).containsExactly("0");
  }

  @Test
  void record_storeChokesOnOne_failsItAlone() {
    PoisonedStore poisoned = new PoisonedStore(recorder.store, OTHER);

    var failed =
        TestRecorder.record(
            recorder.handler(poisoned),
            ReceiptJson.write(receipt(OTHER, DeliveryStatus.DELIVERED, Optional.empty())),
            ReceiptJson.write(FAILED));

    assertThat(failed).containsExactly("0");
    assertThat(recorder.notification(JOB).state()).isInstanceOf(Pending.class);
    assertThat(recorder.triggers).hasSize(1);
  }

  @Test
  void record_empty_touchesNothing() {
    recorder.store.failWith(() -> new StoreException.Unavailable("down", null));

    assertThat(recorder.record(new String[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "{\"Records\":{}}", "{\"Records\":[1]}", "{\"Records\":[{}]}"})
  void handle_noSqsEvent_throwsSoThatAllComesAgain(String event) {
    RecorderHandler handler = recorder.handler(recorder.store);

    assertThatIOException()
        .isThrownBy(
            () ->
                handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(UTF_8)),
                    new ByteArrayOutputStream(),
                    new LambdaContext()));
  }
}
