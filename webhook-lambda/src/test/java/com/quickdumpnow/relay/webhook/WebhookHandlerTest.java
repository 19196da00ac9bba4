package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHandlerTest {
  private final TestWebhook webhook = new TestWebhook();

  @Test
  void post_genuine_queuesItAndAnswers204WithoutBody() {
    JsonNode reply =
        webhook.handle(TestCallback.of("undelivered").field("ErrorCode", "30003").signed());

    assertThat(reply.path("statusCode").asInt()).isEqualTo(204);
    assertThat(reply.path("body").asText()).isEmpty();
    assertThat(webhook.queued)
        .containsExactly(
            new Receipt(
                new JobId("job-1"),
                Optional.of(new NotificationId(TestCallback.NID)),
                Optional.of(2),
                new MessageId(TestCallback.SID),
                DeliveryStatus.UNDELIVERED,
                Optional.of(30003),
                TestWebhook.NOW));
  }

  @Test
  void post_tokenThatRetires_isStillAccepted() {
    assertThat(webhook.status(TestCallback.of("sent").signed("retiring"))).isEqualTo(204);
  }

  @Test
  void post_secondAccount_isVerifiedWithItsOwnToken() {
    TestCallback other = TestCallback.of("sent").field("AccountSid", TestWebhook.OTHER_ACCOUNT);

    assertThat(webhook.status(other.signed("67890"))).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com:443",
    "https://api.example.com:443, https://api.example.com",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "https://example.com/api, https://example.com/api"
  })
  void post_signedWithOrWithoutPort_isAccepted(String configured, String signed) {
    TestCallback callback = TestCallback.of("sent");
    TestWebhook behind = new TestWebhook(configured);

    int status =
        behind.status(callback.signed("12345", signed + callback.path() + "?" + callback.query()));

    assertThat(status).isEqualTo(204);
  }

  static Stream<Named<TestCallback>> forged() {
    TestCallback genuine = TestCallback.of("delivered").signed();
    String url = TestCallback.PUBLIC_URL + genuine.path() + "?" + genuine.query();
    TestCallback unsigned = TestCallback.of("delivered");
    return Stream.of(
        Named.of("unsigned", unsigned),
        Named.of("empty signature", unsigned.header("x-twilio-signature", "")),
        Named.of("no ASCII", unsigned.header("x-twilio-signature", "ñ")),
        Named.of("changed", genuine.field("MessageStatus", "failed")),
        Named.of("added", genuine.field("ErrorCode", "30003")),
        Named.of("added twice", genuine.body(genuine.body() + "&MessageStatus=failed")),
        Named.of("removed", genuine.without("To")),
        Named.of("malformed", genuine.body(genuine.body() + "&x=%")),
        Named.of("other job", genuine.path("/jobs/job-2/messages")),
        Named.of("other attempt", genuine.query("nid=" + TestCallback.NID + "&attempt=1")),
        Named.of("other order", genuine.query("attempt=2&nid=" + TestCallback.NID)),
        Named.of("no query", genuine.query("")),
        Named.of("wrong token", unsigned.signed("wrong")),
        Named.of("another account's token", unsigned.signed("67890")),
        Named.of("unknown account", unsigned.field("AccountSid", "AC" + "c".repeat(32)).signed()),
        Named.of("no account", unsigned.without("AccountSid").signed()),
        Named.of("fragment included", signedWithFragment(unsigned, url)),
        Named.of("other host", unsigned.signed("12345", url.replace("api.", "evil."))),
        Named.of("other port", unsigned.signed("12345", url.replace(".com", ".com:8443"))),
        Named.of("other scheme", unsigned.signed("12345", url.replace("https", "http"))));
  }

  /** By our own code: the stand-in's leaves the fragment out, as Twilio does. */
  private static TestCallback signedWithFragment(TestCallback callback, String url) {
    String signature =
        TwilioSignature.sign(
            Secret.of(TestCallback.TOKEN),
            url + "#rc=5&rp=all",
            FormFields.parse(callback.body()).orElseThrow());
    return callback.header("x-twilio-signature", signature);
  }

  @ParameterizedTest
  @MethodSource("forged")
  void post_forged_answers403AndQueuesNothing(TestCallback callback) {
    JsonNode reply = webhook.handle(callback);

    assertThat(reply.path("statusCode").asInt()).isEqualTo(403);
    assertThat(reply.path("headers").path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(reply.path("body").asText())
        .startsWith("{\"type\":\"https://quickdumpnow.com/problems/unsigned\"");
    assertThat(webhook.queued).isEmpty();
  }

  @Test
  void post_hostHeaderOfForger_isNotLookedAt() {
    TestCallback forged =
        TestCallback.of("sent")
            .header("host", "evil.example")
            .signed("12345", "https://evil.example/jobs/job-1/messages?nid=x");

    assertThat(webhook.status(forged)).isEqualTo(403);
  }

  @Test
  void post_unknownStatusWord_provesOnlyThatTheMessageExists() {
    webhook.handle(TestCallback.of("teleported").signed());

    assertThat(webhook.queued).extracting(Receipt::status).containsExactly(DeliveryStatus.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nid=other&attempt=x", "attempt=0", "nid=&attempt=", "%", "nid=n_ABC&x=1"})
  void post_queryThatNamesNothing_keepsTheReceipt(String query) {
    int status =
        webhook.status(TestCallback.of("sent").query(query).field("ErrorCode", "x").signed());

    assertThat(status).isEqualTo(204);
    Receipt receipt = webhook.queued.getFirst();
    assertThat(receipt.messageId()).isEqualTo(new MessageId(TestCallback.SID));
    assertThat(receipt.notificationId()).isEmpty();
    assertThat(receipt.attempt()).isEmpty();
    assertThat(receipt.code()).isEmpty();
  }

  @Test
  void post_olderNamesOfSidAndStatus_serveInTheirPlace() {
    int status =
        webhook.status(
            TestCallback.of("sent").without("MessageSid").without("MessageStatus").signed());

    assertThat(status).isEqualTo(204);
    assertThat(webhook.queued).hasSize(1);
  }

  @Test
  void post_genuineButNoReceipt_answers400NamingTheFields() {
    JsonNode reply =
        webhook.handle(
            TestCallback.of("")
                .path("/jobs/" + "x".repeat(41) + "/messages")
                .field("MessageSid", "two words")
                .signed());

    assertThat(reply.path("statusCode").asInt()).isEqualTo(400);
    assertThat(reply.path("body").asText()).contains("jobId", "MessageSid", "MessageStatus");
    assertThat(webhook.queued).isEmpty();
  }

  @Test
  void post_queueDown_answers503SoThatTwilioRetries() {
    webhook.queueDown = true;

    assertThat(webhook.status(TestCallback.of("sent").signed())).isEqualTo(503);
    webhook.queueDown = false;
    assertThat(webhook.status(TestCallback.of("sent").signed())).isEqualTo(204);
  }

  @Test
  void get_answers405WithAllow() {
    JsonNode reply = webhook.handle(TestCallback.of("sent").method("GET").signed());

    assertThat(reply.path("statusCode").asInt()).isEqualTo(405);
    assertThat(reply.path("headers").path("allow").asText()).isEqualTo("POST");
  }

  @Test
  void post_json_answers415() {
    assertThat(
            webhook.status(
                TestCallback.of("sent").header("content-type", "application/json").signed()))
        .isEqualTo(415);
  }

  @Test
  void post_tooLarge_answers413() {
    assertThat(webhook.status(TestCallback.of("sent").field("Body", "x".repeat(65_536)).signed()))
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/jobs/job-1", "/jobs/a/b/messages", "/jobs/job-1/messages/"})
  void post_elsewhere_answers404(String path) {
    assertThat(webhook.status(TestCallback.of("sent").path(path).signed())).isEqualTo(404);
  }
}
