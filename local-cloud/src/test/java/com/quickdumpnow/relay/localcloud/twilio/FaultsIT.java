package com.quickdumpnow.relay.localcloud.twilio;

import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.ACCOUNT;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.FROM;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TO;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.TOKEN;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.json;
import static com.quickdumpnow.relay.localcloud.twilio.TwilioClientOfTests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultsIT {

  private final LocalTwilio twilio = LocalTwilio.start(TwilioSettings.of(ACCOUNT, TOKEN));
  private final TwilioClientOfTests client = new TwilioClientOfTests(twilio.uri());

  @AfterEach
  void stop() {
    twilio.close();
  }

  @ParameterizedTest
  @CsvSource({"21611, 400", "20003, 401", "20403, 403", "20404, 404", "20429, 429", "30999, 400"})
  void refuse_code_hasItsStatus(int code, int status) throws Exception {
    twilio.script().add(Rule.forNext(1).answer(new Fault.Refuse(code)));

    HttpResponse<String> response = client.create(text());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).path("code").asInt()).isEqualTo(code);
    assertThat(twilio.messages()).isEmpty();
    assertThat(client.create(text()).statusCode()).isEqualTo(201);
  }

  @Test
  void throttle_answers429() throws Exception {
    twilio.script().add(Rule.forAll().answer(new Fault.Throttle()));

    HttpResponse<String> response = client.create(text());

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(json(response).path("code").asInt()).isEqualTo(20429);
  }

  @ParameterizedTest
  @CsvSource({"500, false, false", "502, true, false", "503, true, true"})
  void serverError_jsonOrHtml_acceptedOrNot(int status, boolean html, boolean accepted)
      throws Exception {
    twilio.script().add(Rule.forNext(1).answer(new Fault.ServerError(status, html, accepted)));

    HttpResponse<String> response = client.create(text());

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith(html ? "<html>" : "{\"code\":20500");
    assertThat(twilio.messages()).hasSize(accepted ? 1 : 0);
  }

  @Test
  void acceptThenDrop_messageExists_answerLost() {
    twilio.script().add(Rule.forNext(1).answer(new Fault.AcceptThenDrop()));

    assertThatThrownBy(() -> client.create(text())).isInstanceOf(IOException.class);

    assertThat(twilio.messages()).hasSize(1);
  }

  @Test
  void drop_noMessage_answerLost() {
    twilio.script().add(Rule.forNext(1).answer(new Fault.Drop()));

    assertThatThrownBy(() -> client.create(text())).isInstanceOf(IOException.class);

    assertThat(twilio.messages()).isEmpty();
  }

  @Test
  void slow_rightAnswer_late() throws Exception {
    twilio.script().add(Rule.forNext(1).answer(new Fault.Slow(Duration.ofMillis(300))));

    long start = System.nanoTime();
    HttpResponse<String> response = client.create(text());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void garbage_halfBody_messageExists_bodyBreaksOff() {
    twilio.script().add(Rule.forNext(1).answer(garbage(Fault.Garbage.Kind.HALF_BODY)));

    assertThatThrownBy(() -> client.create(text())).isInstanceOf(IOException.class);

    assertThat(twilio.messages()).hasSize(1);
  }

  @Test
  void garbage_otherKinds_areAsNamed() throws Exception {
    twilio.script().add(Rule.forNext(1).answer(garbage(Fault.Garbage.Kind.NOT_JSON)));
    twilio.script().add(Rule.forNext(1).answer(garbage(Fault.Garbage.Kind.UNKNOWN_STATUS)));
    twilio.script().add(Rule.forNext(1).answer(garbage(Fault.Garbage.Kind.REDIRECT)));

    HttpResponse<String> notJson = client.create(text());
    HttpResponse<String> unknown = client.create(text());
    HttpResponse<String> redirect = client.create(text());

    assertThat(notJson.statusCode()).isEqualTo(201);
    assertThat(notJson.body()).startsWith("<html>");
    assertThat(json(unknown).path("status").asText()).isEqualTo("teleported");
    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(twilio.messages()).hasSize(2);
  }

  private static Fault garbage(Fault.Garbage.Kind kind) {
    return new Fault.Garbage(kind);
  }

  @Test
  void rules_perNumberAndRoute_applyToTheirsOnly() throws Exception {
    twilio.script().add(Rule.forTo(TO).from(FROM).answer(new Fault.Refuse(21611)));

    assertThat(client.create(text()).statusCode()).isEqualTo(400);
    assertThat(client.create(text("To", "+16195559999")).statusCode()).isEqualTo(201);
    assertThat(client.create(text("From", "+16195550101")).statusCode()).isEqualTo(201);
    twilio.script().clear();
    assertThat(client.create(text()).statusCode()).isEqualTo(201);
  }

  @Test
  void rules_overHttp_workLikeTheJavaApi() throws Exception {
    String rule =
        """
        {"to":"+16195551234","times":2,"answer":{"kind":"serverError","status":502,"html":true}}\
        """;

    assertThat(client.admin("POST", "/_admin/rules", rule).statusCode()).isEqualTo(204);

    assertThat(client.create(text()).statusCode()).isEqualTo(502);
    assertThat(twilio.script().rules()).extracting(Rule::times).containsExactly(1);
    assertThat(client.admin("DELETE", "/_admin/rules", "").statusCode()).isEqualTo(204);
    assertThat(client.create(text()).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"answr":{"kind":"drop"}}                   | unknown member answr
          {"answer":{"kind":"refuse","cod":21611}}    | unknown member cod
          {"answer":{"kind":"slow","status":500}}     | unknown member status
          {"receipts":{"outcom":"failed"}}            | unknown member outcom
          {"answer":{"kind":"garbage","garbage":"x"}} | half_body
          {"answer":"drop"}                           | answer.kind must be one of
          {"times":"3"}                               | times must be a whole number
          []                                          | the rule must be a JSON object
          {"to":                                      | the body must be JSON
          """)
  void rules_notAsDocumented_refusedAndNotKept(String rule, String message) throws Exception {
    HttpResponse<String> response = client.admin("POST", "/_admin/rules", rule);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("message").asText())
        .contains(message)
        .doesNotContain("com.", "Source");
    assertThat(client.create(text()).statusCode()).isEqualTo(201);
  }

  @Test
  void rules_badJson_saysWhatWouldBeRight() throws Exception {
    HttpResponse<String> response =
        client.admin("POST", "/_admin/rules", "{\"answer\":{\"kind\":\"explode\"}}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("answer.kind must be one of");
  }
}
