package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.lambda.FormFields;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives: never a 5xx, and nothing is queued that is not signed. */
class WebhookFuzzTest {
  private final TestWebhook webhook = new TestWebhook();

  @Property
  void reply_anythingWithoutOurTokens_isNo5xxAndQueuesNothing(
      @ForAll("requests") TestCallback request) {
    int status = webhook.status(request);

    assertThat(status).isBetween(400, 499);
    assertThat(webhook.queued).isEmpty();
  }

  @Property
  void reply_anythingSigned_isNo5xx(@ForAll("requests") TestCallback request) {
    // What follows a '#' is never sent, and so never signed.
    TestCallback signed =
        TestCallback.of("sent")
            .path(request.path().replace("#", ""))
            .query(request.query().replace("#", ""))
            .signed();

    assertThat(webhook.status(signed)).isIn(204, 400, 404);
  }

  @Property
  void reply_oneOctetOfTheFormOtherThanSigned_queuesNothing(
      @ForAll("positions") int position, @ForAll("octets") char octet) {
    TestCallback genuine = TestCallback.of("delivered").signed();
    StringBuilder body = new StringBuilder(genuine.body());
    int at = position % body.length();
    body.setCharAt(at, octet);

    webhook.queued.clear();
    int status = webhook.status(genuine.body(body.toString()));

    // %2B and %2b are the same to whoever decodes them, Twilio included.
    if (!FormFields.parse(body.toString()).equals(FormFields.parse(genuine.body()))) {
      assertThat(status).isEqualTo(403);
      assertThat(webhook.queued).isEmpty();
    }
  }

  @Provide
  Arbitrary<TestCallback> requests() {
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(60);
    Arbitrary<String> paths =
        Arbitraries.oneOf(
            anything.map(text -> "/" + text),
            anything.map(text -> "/jobs/" + text + "/messages"),
            Arbitraries.just("/jobs/job-1/messages"));
    Arbitrary<String> bodies =
        Arbitraries.oneOf(
            anything,
            anything.map(text -> "AccountSid=" + TestCallback.ACCOUNT + "&" + text),
            Arbitraries.just(TestCallback.of("delivered").body()));
    Arbitrary<String> types =
        Arbitraries.oneOf(anything, Arbitraries.just("application/x-www-form-urlencoded"));
    return Combinators.combine(
            Arbitraries.of("POST", "GET", "HEAD", "", "post"),
            paths,
            anything,
            types,
            anything,
            bodies)
        .as(
            (method, path, query, type, signature, body) ->
                new TestCallback(
                    method.isEmpty() ? "DELETE" : method,
                    path,
                    query,
                    Map.of("content-type", type, "X-Twilio-Signature", signature),
                    Map.of(),
                    body));
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, 10_000);
  }

  @Provide
  Arbitrary<Character> octets() {
    return Arbitraries.bytes().map(octet -> new String(new byte[] {octet}, ISO_8859_1).charAt(0));
  }
}
