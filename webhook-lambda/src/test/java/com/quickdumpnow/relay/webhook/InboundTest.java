package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.json.InboundJson;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.InboundWord.Word;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.StoreException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers text back, from the webhook to the store. */
class InboundTest {
  private static final PhoneNumber CUSTOMER = new PhoneNumber("+15558675310");
  private static final String SENDER = "+15017122661";
  private final TestWebhook webhook = new TestWebhook();
  private final TestRecorder recorder = new TestRecorder(TestJobs.JOB);

  @Test
  void post_stop_queuesTheWordAndAnswers204WithoutBody() {
    JsonNode reply = webhook.handle(inbound("Stop!").signed());

    assertThat(reply.path("statusCode").asInt()).isEqualTo(204);
    assertThat(reply.path("body").asText()).isEmpty();
    assertThat(webhook.words)
        .containsExactly(
            new InboundWord(
                new MessageId(TestCallback.SID), CUSTOMER, SENDER, Word.STOP, TestWebhook.NOW));
    assertThat(webhook.queued).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"unstop, START", "YES, YES", "start, START", "OptOut, STOP"})
  void post_otherWords_areQueuedToo(String body, Word word) {
    assertThat(webhook.status(inbound(body).signed())).isEqualTo(204);

    assertThat(webhook.words).extracting(InboundWord::word).containsExactly(word);
  }

  @Test
  void post_optOutTypeOfAdvancedOptOut_countsInsteadOfTheText() {
    webhook.status(inbound("no more").field("OptOutType", "STOP").signed());
    webhook.status(inbound("STOP").field("OptOutType", "HELP").signed());

    assertThat(webhook.words).extracting(InboundWord::word).containsExactly(Word.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"When do you come?", "", "please don't stop"})
  void post_anyOtherText_isNoted(String body) {
    assertThat(webhook.status(inbound(body).signed())).isEqualTo(204);

    assertThat(webhook.words).isEmpty();
  }

  @Test
  void post_fromNoPhoneNumber_isNoted() {
    assertThat(webhook.status(inbound("STOP").field("From", "whatsapp:+1").signed()))
        .isEqualTo(204);

    assertThat(webhook.words).isEmpty();
  }

  @Test
  void post_forged_isRefusedAndNothingQueued() {
    assertThat(webhook.status(inbound("STOP"))).isEqualTo(403);
    assertThat(webhook.status(inbound("START").signed().field("Body", "STOP"))).isEqualTo(403);

    assertThat(webhook.words).isEmpty();
  }

  @Test
  void post_queueDown_asksTwilioToSendItAgain() {
    webhook.queueDown = true;

    assertThat(webhook.status(inbound("STOP").signed())).isEqualTo(503);
  }

  @Test
  void get_isNotAllowed() {
    assertThat(webhook.status(inbound("STOP").method("GET").signed())).isEqualTo(405);
  }

  @Test
  void record_stopAndStart_inAnyOrderAndTwice_theNewestCounts() {
    String stop = body(Word.STOP, "SM1", 10);
    String start = body(Word.START, "SM2", 5);

    assertThat(recorder.record(stop, start, stop, start)).isEmpty();
    assertThat(recipient().isOptedOut()).isTrue();
    recorder.record(body(Word.START, "SM3", 20), stop);

    assertThat(recipient().isOptedOut()).isFalse();
  }

  @Test
  void record_besideReceipts_bothCount() {
    String receipt = ReceiptJson.write(TestJobs.receipt(DeliveryStatus.DELIVERED));

    assertThat(recorder.record(receipt, body(Word.STOP, "SM1", 1), "{\"v\":1,\"kind\":\"x\"}"))
        .containsExactly("2");

    assertThat(recipient().isOptedOut()).isTrue();
    assertThat(recorder.notification(TestJobs.JOB).state()).isInstanceOf(Delivered.class);
  }

  @Test
  void record_storeDown_comesAgain() {
    recorder.store.failWith(() -> new StoreException.Unavailable("down", null));

    assertThat(recorder.record(body(Word.STOP, "SM1", 1))).containsExactly("0");
  }

  private Recipient recipient() {
    return recorder.store.document().recipient(CUSTOMER);
  }

  private static String body(Word word, String sid, int second) {
    return InboundJson.write(
        new InboundWord(
            new MessageId(sid), CUSTOMER, SENDER, word, Instant.EPOCH.plusSeconds(second)));
  }

  private static TestCallback inbound(String body) {
    return TestCallback.of("received")
        .path("/inbound")
        .query("")
        .without("MessageStatus")
        .field("SmsStatus", "received")
        .field("From", CUSTOMER.value())
        .field("To", SENDER)
        .field("Body", body);
  }
}
