package com.quickdumpnow.relay.localcloud.twilio;

import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.ACCOUNT;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.FROM;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TO;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TOKEN;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.await;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.json;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallbacksIT {

  private static final String ALL = "#rc=5&rp=all&ct=2000&rt=3000&tt=15000";

  private final Webhook webhook = new Webhook(TOKEN);
  private final LocalTwilio twilio =
      LocalTwilio.start(
          TwilioSettings.of(ACCOUNT, TOKEN)
              .withMessagingService("MG1", "+16195550199")
              .withInbound(webhook.url("")));
  private final TwilioClientOfTests client = new TwilioClientOfTests(twilio.uri());

  @AfterEach
  void stop() {
    twilio.close();
    webhook.close();
  }

  private String send(String... more) throws IOException, InterruptedException {
    Map<String, String> form = text(more);
    form.putIfAbsent("StatusCallback", webhook.url(ALL).toString());
    return json(client.create(form)).path("sid").asText();
  }

  @Test
  void callbacks_delivered_signedInOrderWithTheirFields() throws Exception {
    String sid = send();

    List<Map<String, String>> forms = webhook.take(2);

    assertThat(forms).extracting(f -> f.get("MessageStatus")).containsExactly("sent", "delivered");
    assertThat(forms.getLast())
        .containsEntry("MessageSid", sid)
        .containsEntry("SmsSid", sid)
        .containsEntry("SmsStatus", "delivered")
        .containsEntry("AccountSid", ACCOUNT)
        .containsEntry("From", FROM)
        .containsEntry("To", TO)
        .containsEntry("ApiVersion", "2010-04-01")
        .doesNotContainKey("ErrorCode")
        .hasEntrySatisfying("RawDlrDoneDate", d -> assertThat(d).matches("\\d{10}"));
    assertThat(twilio.handset(TO)).extracting(HandsetText::body).containsExactly("Hello");
  }

  @Test
  void callbacks_messagingService_beginWithQueued() throws Exception {
    send("From", "", "MessagingServiceSid", "MG1");

    List<Map<String, String>> forms = webhook.take(3);

    assertThat(forms)
        .extracting(f -> f.get("MessageStatus"))
        .containsExactly("queued", "sent", "delivered");
    assertThat(forms).allSatisfy(f -> assertThat(f).containsEntry("MessagingServiceSid", "MG1"));
  }

  @Test
  void outcome_undelivered_carriesItsCode_handsetHasNothing() throws Exception {
    twilio.script().add(Rule.forTo(TO).outcome(new Outcome.Undelivered(30003)));
    String sid = send();

    List<Map<String, String>> forms = webhook.take(2);

    assertThat(forms.getLast())
        .containsEntry("MessageStatus", "undelivered")
        .containsEntry("ErrorCode", "30003");
    assertThat(twilio.handset(TO)).isEmpty();
    String path = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages/" + sid + ".json";
    assertThat(json(client.get(path)).path("error_code").asInt()).isEqualTo(30003);
  }

  @Test
  void outcome_failed_neverSent() throws Exception {
    twilio.script().add(Rule.forFrom(FROM).outcome(new Outcome.Failed(30034)));
    send();

    assertThat(webhook.takeStatuses(1)).containsExactly("failed");
    assertThat(twilio.messages().getFirst().sent()).isEmpty();
  }

  @Test
  void outcome_silent_staysAtSent() throws Exception {
    twilio.script().add(Rule.forNext(1).outcome(new Outcome.Silent(true)));
    send();

    assertThat(webhook.takeStatuses(1)).containsExactly("sent");
    await(() -> twilio.handset(TO).size() == 1);
    assertThat(twilio.messages().getFirst().status()).isEqualTo(MessageStatus.SENT);
    assertThat(webhook.isQuiet()).isTrue();
  }

  @Test
  void outcome_stuck_failsWhenTheValidityHasPassed() throws Exception {
    twilio.script().add(Rule.forNext(1).outcome(new Outcome.Stuck()));
    send("ValidityPeriod", "1");

    Map<String, String> form = webhook.take(1).getFirst();

    assertThat(form).containsEntry("MessageStatus", "failed").containsEntry("ErrorCode", "30036");
    assertThat(twilio.handset(TO)).isEmpty();
  }

  @Test
  void receipts_lost_resourceTellsTheTruth() throws Exception {
    Receipts lost = Receipts.of(new Outcome.Delivered()).asLost();
    twilio.script().add(Rule.forNext(1).receipts(lost));
    send();

    await(() -> twilio.messages().getFirst().status() == MessageStatus.DELIVERED);
    send();

    webhook.take(2);
    assertThat(webhook.isQuiet()).isTrue();
  }

  @Test
  void receipts_repeatedAndReordered_comeSo() throws Exception {
    Receipts plan = Receipts.of(new Outcome.Delivered()).repeated(1).asReordered();
    twilio.script().add(Rule.forNext(1).receipts(plan));
    send();

    assertThat(webhook.takeStatuses(4)).containsExactly("delivered", "delivered", "sent", "sent");
  }

  @Test
  void receipts_delayed_comeLate() throws Exception {
    Receipts late = Receipts.of(new Outcome.Delivered()).delayed(Duration.ofMillis(400));
    twilio.script().add(Rule.forNext(1).receipts(late));
    Instant start = Instant.now();
    send();

    webhook.take(1);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(390));
  }

  @Test
  void retries_allFailures_untilTaken() throws Exception {
    webhook.answering(503, 404, 500);
    twilio.script().add(Rule.forNext(1).outcome(new Outcome.Failed(30008)));
    send();

    assertThat(webhook.takeStatuses(4)).containsOnly("failed");
  }

  @Test
  void retries_defaultPolicy_connectFailuresOnly() throws Exception {
    webhook.answering(503);
    send("StatusCallback", webhook.url("").toString());

    assertThat(webhook.takeStatuses(2)).containsExactly("sent", "delivered");
    assertThat(webhook.isQuiet()).isTrue();
  }

  @Test
  void retries_count_isTheFragments() throws Exception {
    webhook.answering(500, 500, 500, 500);
    twilio.script().add(Rule.forNext(1).outcome(new Outcome.Failed(30008)));
    send("StatusCallback", webhook.url("#rc=2&rp=5xx").toString());
    webhook.take(3);
    twilio.script().add(Rule.forNext(1).outcome(new Outcome.Failed(30009)));

    send("StatusCallback", webhook.url("#rc=1&rp=5xx").toString());

    List<Map<String, String>> forms = webhook.take(2);
    assertThat(forms).extracting(f -> f.get("ErrorCode")).containsOnly("30009");
  }

  @Test
  void callbacks_nobodyListens_messageGoesOn() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    send("StatusCallback", "http://127.0.0.1:" + closed + "/x#rc=1");

    await(() -> twilio.messages().getFirst().status() == MessageStatus.DELIVERED);
  }

  @Test
  void post_hostElsewhere_refused() throws Exception {
    try (Callbacks callbacks = new Callbacks(Map.of(ACCOUNT, TOKEN))) {
      assertThat(callbacks.post(URI.create("http://192.0.2.1/x"), ACCOUNT, Map.of())).isEmpty();
    }
  }

  @Test
  void report_lateContradiction_movesAndPosts() throws Exception {
    String sid = send();
    webhook.take(2);

    twilio.report(sid, MessageStatus.UNDELIVERED, Optional.of(30005));

    assertThat(webhook.takeStatuses(1)).containsExactly("undelivered");
  }

  @Test
  void inbound_stop_postsSigned_andBlocksThatSender() throws Exception {
    String stop = "{\"from\":\"+16195551234\",\"to\":\"+16195550100\",\"body\":\"Stop\"}";

    String answer = client.admin("POST", "/_admin/inbound", stop).body();

    assertThat(answer).isEqualTo("{\"webhookStatus\":204}");
    assertThat(webhook.take(1).getFirst())
        .containsEntry("Body", "Stop")
        .containsEntry("From", TO)
        .containsEntry("To", FROM)
        .containsEntry("SmsStatus", "received");
    assertThat(json(client.create(text())).path("code").asInt()).isEqualTo(21610);
    assertThat(client.create(text("From", "+16195550101")).statusCode()).isEqualTo(201);
    twilio.inbound(TO, FROM, "START");
    assertThat(client.create(text()).statusCode()).isEqualTo(201);
  }

  @Test
  void admin_messagesHandsetAndPage_showWhatHappened() throws Exception {
    send("Body", "<script>alert(1)</script>");
    webhook.take(2);

    assertThat(json(client.get("/_admin/messages")).path("messages")).hasSize(1);
    assertThat(json(client.get("/_admin/handset?to=%2B16195551234")).path("texts")).hasSize(1);
    assertThat(client.get("/_admin/").body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>");
  }
}
