package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueBodiesTest {
  private static final NotificationId ID = new NotificationId("n_aaaaaaaaaaaaaaaa");
  private static final JobId JOB = new JobId("job-1");

  @Test
  void write_ofATrigger_isTheAgreedBody() {
    Trigger trigger = new Trigger(JOB, ID, 0, 1);

    String body = TriggerJson.write(trigger);

    assertThat(body)
        .isEqualTo(
            "{\"v\":1,\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"jobId\":\"job-1\",\"attempt\":0,\"generation\":1}");
    assertThat(TriggerJson.read(body)).isEqualTo(trigger);
  }

  @Test
  void write_ofAReceipt_isTheAgreedBody() {
    Receipt receipt =
        new Receipt(
            JOB,
            Optional.of(ID),
            Optional.of(2),
            new MessageId("SM1"),
            DeliveryStatus.FAILED,
            Optional.of(30003),
            Instant.parse("2025-01-15T14:32:05Z"));

    String body = ReceiptJson.write(receipt);

    assertThat(body)
        .isEqualTo(
            "{\"v\":1,\"kind\":\"receipt\",\"jobId\":\"job-1\",\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"attempt\":2,"
                + "\"messageSid\":\"SM1\",\"status\":\"failed\",\"errorCode\":30003,\"receivedAt\":\"2025-01-15T14:32:05Z\"}");
    assertThat(ReceiptJson.read(body)).isEqualTo(receipt);
  }

  @Test
  void read_ofAReceiptWithoutOurIds_isAReceipt() {
    Receipt receipt =
        new Receipt(
            JOB,
            Optional.empty(),
            Optional.empty(),
            new MessageId("SM1"),
            DeliveryStatus.SENT,
            Optional.empty(),
            Instant.EPOCH);

    assertThat(ReceiptJson.read(ReceiptJson.write(receipt))).isEqualTo(receipt);
  }

  @Test
  void write_ofAnInboundWord_isTheAgreedBody() {
    InboundWord inbound =
        new InboundWord(
            new MessageId("SM1"),
            new PhoneNumber("+16195551234"),
            "+16195550100",
            InboundWord.Word.STOP,
            Instant.parse("2025-01-15T14:32:05Z"));

    String body = InboundJson.write(inbound);

    assertThat(body)
        .isEqualTo(
            "{\"v\":1,\"kind\":\"inbound\",\"messageSid\":\"SM1\",\"from\":\"+16195551234\","
                + "\"to\":\"+16195550100\",\"word\":\"STOP\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}");
    assertThat(InboundJson.read(body)).isEqualTo(inbound);
    assertThat(OutcomeJson.read(body)).isEqualTo(new OutcomeJson.OfRecipient(inbound));
  }

  @Test
  void read_ofAReceiptQueuedByAnEarlierRelease_isStillAReceipt() {
    String queued =
        "{\"v\":1,\"kind\":\"receipt\",\"jobId\":\"j\",\"messageSid\":\"SM1\",\"status\":\"sent\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}";

    assertThat(OutcomeJson.read(queued))
        .isEqualTo(new OutcomeJson.OfMessage(ReceiptJson.read(queued)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1}",
        "{\"v\":1,\"kind\":\"other\"}",
        "{\"v\":2,\"kind\":\"inbound\",\"messageSid\":\"SM1\",\"from\":\"+16195551234\",\"to\":\"1\",\"word\":\"STOP\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
        "{\"v\":1,\"kind\":\"inbound\",\"messageSid\":\"SM1\",\"from\":\"+16195551234\",\"to\":\"1\",\"word\":\"HELP\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
        "{\"v\":1,\"kind\":\"inbound\",\"messageSid\":\"SM1\",\"from\":\"whatsapp:+1\",\"to\":\"1\",\"word\":\"STOP\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
      })
  void read_ofABadOutcome_isRefused(String body) {
    assertThatThrownBy(() -> OutcomeJson.read(body)).isInstanceOf(BadJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"v\":2,\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"jobId\":\"j\",\"attempt\":0,\"generation\":1}",
        "{\"v\":1,\"notificationId\":\"n_a\",\"jobId\":\"j\",\"attempt\":0,\"generation\":1}",
        "{\"v\":1,\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"jobId\":\"j/k\",\"attempt\":0,\"generation\":1}",
        "{\"v\":1,\"notificationId\":\"n_aaaaaaaaaaaaaaaa\",\"jobId\":\"j\",\"generation\":1}",
      })
  void read_ofABadTrigger_isRefused(String body) {
    assertThatThrownBy(() -> TriggerJson.read(body)).isInstanceOf(BadJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"kind\":\"event\",\"jobId\":\"j\",\"messageSid\":\"SM1\",\"status\":\"sent\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
        "{\"v\":1,\"kind\":\"receipt\",\"jobId\":\"j\",\"messageSid\":\"SM1\",\"status\":\"gone\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
        "{\"v\":1,\"kind\":\"receipt\",\"jobId\":\"j\",\"messageSid\":\"\",\"status\":\"sent\",\"receivedAt\":\"2025-01-15T14:32:05Z\"}",
      })
  void read_ofABadReceipt_isRefused(String body) {
    assertThatThrownBy(() -> ReceiptJson.read(body)).isInstanceOf(BadJsonException.class);
  }
}
