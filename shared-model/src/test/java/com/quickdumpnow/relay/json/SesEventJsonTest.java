package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.json.OutcomeJson.OfMessage;
import com.quickdumpnow.relay.json.OutcomeJson.OfNoInterest;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SesEventJsonTest {
  private static final String TAGS =
      """
      "job":["job-1"],"nid":["n_aaaaaaaaaaaaaaaa"],"attempt":["2"]\
      """;
  private static final Receipt RECEIPT =
      new Receipt(
          new JobId("job-1"),
          Optional.of(new NotificationId("n_aaaaaaaaaaaaaaaa")),
          Optional.of(2),
          new MessageId("0100-ses-000000"),
          DeliveryStatus.FAILED,
          Optional.empty(),
          Instant.parse("2026-08-05T00:41:02.669Z"));

  /** With the members that AWS's own examples have. */
  private static String event(String type, String details, String tags) {
    return """
    {"eventType":"%s",
     "mail":{"timestamp":"2026-08-05T00:40:02.012Z","source":"QDN <dispatch@example.com>",
       "messageId":"0100-ses-000000","destination":["ann@example.com"],"headersTruncated":false,
       "headers":[{"name":"To","value":"ann@example.com"}],
       "tags":{"ses:configuration-set":["qdn"],%s}},
     %s}
    """
        .formatted(type, tags, details);
  }

  private static String bounce(String type) {
    return event(
        "Bounce",
        "\"bounce\":{\"bounceType\":\"%s\",\"timestamp\":\"2026-08-05T00:41:02.669Z\"}"
            .formatted(type),
        TAGS);
  }

  private static String envelope(String type, String message) {
    return ObjectText.of(
        out -> {
          out.text("Type", type);
          out.text("MessageId", "m-1");
          out.text("TopicArn", "arn:aws:sns:us-east-1:123456789012:ses");
          out.text("Message", message);
          out.text("Timestamp", "2026-08-05T00:41:03.000Z");
        });
  }

  private static Receipt receipt(String body) {
    return ((OfMessage) OutcomeJson.read(body)).receipt();
  }

  @Test
  void read_bounceInSnsEnvelope_isTheAttemptsReceipt() {
    String body = envelope("Notification", bounce("Permanent"));

    assertThat(OutcomeJson.read(body)).isEqualTo(new OfMessage(RECEIPT));
  }

  @Test
  void read_bounceAsRawMessage_isTheSame() {
    assertThat(OutcomeJson.read(bounce("Permanent"))).isEqualTo(new OfMessage(RECEIPT));
  }

  @ParameterizedTest
  @CsvSource({"Permanent, FAILED", "Undetermined, FAILED", "Transient, UNDELIVERED"})
  void read_bounce_byItsType(String type, DeliveryStatus status) {
    assertThat(receipt(bounce(type)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "Send, ACCEPTED",
    "Delivery, DELIVERED",
    "Complaint, FAILED",
    "Reject, FAILED",
  })
  void read_otherEvent_whatItMeansAndWhenTheMailWasSentIfItSaysNoTime(
      String type, DeliveryStatus status) {
    Receipt receipt = receipt(event(type, "\"" + type + "\":{}", TAGS));

    assertThat(receipt.status()).isEqualTo(status);
    assertThat(receipt.receivedAt()).isEqualTo(Instant.parse("2026-08-05T00:40:02.012Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Open", "Click", "DeliveryDelay", "Subscription", "SomethingNew"})
  void read_eventThatSaysNothing_isOfNoInterest(String type) {
    assertThat(OutcomeJson.read(event(type, "\"x\":1", TAGS))).isEqualTo(new OfNoInterest());
  }

  @Test
  void read_whatSnsAndSesSayOfTheTopic_isOfNoInterest() {
    assertThat(OutcomeJson.read(envelope("SubscriptionConfirmation", "You have chosen…")))
        .isEqualTo(new OfNoInterest());
    assertThat(
            OutcomeJson.read(
                envelope(
                    "Notification",
                    "Successfully validated SNS topic for Amazon SES event publishing.")))
        .isEqualTo(new OfNoInterest());
  }

  @Test
  void read_tagsThatAreNotOurs_areLeftOutAsLongAsTheJobIsNamed() {
    Receipt receipt =
        receipt(event("Delivery", "\"delivery\":{}", "\"job\":[\"job-1\"],\"nid\":[\"?\"]"));

    assertThat(receipt.jobId()).isEqualTo(new JobId("job-1"));
    assertThat(receipt.notificationId()).isEmpty();
    assertThat(receipt.attempt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nid\":[\"n_aaaaaaaaaaaaaaaa\"]",
        "\"job\":[]",
        "\"job\":[\"a/b\"]",
        "\"job\":\"job-1\"",
        "\"job\":[7]",
      })
  void read_withoutAJob_refused(String tags) {
    assertThatThrownBy(() -> OutcomeJson.read(event("Bounce", "\"bounce\":{}", tags)))
        .isInstanceOf(BadJsonException.class)
        .hasMessageNotContaining("ann@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[]", "{}", "{\"eventType\":\"Bounce\"}"})
  void read_envelopeOfSomethingElse_refused(String message) {
    assertThatThrownBy(() -> OutcomeJson.read(envelope("Notification", message)))
        .isInstanceOf(BadJsonException.class);
  }
}
