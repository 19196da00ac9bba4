package com.quickdumpnow.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.lambda.FormFields;
import com.quickdumpnow.relay.localcloud.testing.fuzz.FormMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Finding;
import com.quickdumpnow.relay.localcloud.testing.fuzz.Fuzz.Tally;
import com.quickdumpnow.relay.localcloud.testing.fuzz.HeaderMutations;
import com.quickdumpnow.relay.localcloud.testing.fuzz.TextMutations;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Twilio's callbacks, mutated: nothing is queued that is not what Twilio signed, and no 5xx. */
class FuzzedCallbacksTest {
  private static final int LONGEST_REPLY = 2_000;
  private static final TestCallback RECEIPT = TestCallback.of("delivered").signed();
  private static final TestCallback WORD =
      TestCallback.of("received").field("Body", "Stop").path("/inbound").query("").signed();

  private final TestWebhook webhook = new TestWebhook();

  /** As the gateway hands it on: it has a method and a path. */
  private static TestCallback mutated(Random random) {
    TestCallback changed = changed(random);
    return changed
        .method(changed.method().isEmpty() ? "X" : changed.method())
        .path(changed.path().isEmpty() ? "/" : changed.path());
  }

  private static TestCallback changed(Random random) {
    TestCallback genuine = random.nextBoolean() ? RECEIPT : WORD;
    return switch (random.nextInt(6)) {
      case 0 -> genuine.path(TextMutations.mutate(random, genuine.path()));
      case 1 -> genuine.query(FormMutations.mutate(random, genuine.query()));
      case 2, 3 -> genuine.body(FormMutations.mutate(random, genuine.body()));
      case 4 -> withHeaders(genuine, HeaderMutations.mutate(random, genuine.headers()));
      default ->
          withHeaders(genuine, HeaderMutations.mutate(random, genuine.headers()))
              .method(TextMutations.mutate(random, genuine.method()))
              .path(TextMutations.mutate(random, genuine.path()))
              .query(TextMutations.mutate(random, genuine.query()))
              .body(TextMutations.mutate(random, genuine.body()));
    };
  }

  private static TestCallback withHeaders(TestCallback callback, Map<String, String> headers) {
    return new TestCallback(
        callback.method(),
        callback.path(),
        callback.query(),
        headers,
        callback.form(),
        callback.body());
  }

  /**
   * Whether Twilio's signature covers it just as it is; its scheme knows neither order nor twins.
   */
  private static boolean isSigned(TestCallback callback) {
    return signature(callback)
        .filter(
            given ->
                (signature(RECEIPT).filter(given::equals).isPresent()
                        && signedText(callback).equals(signedText(RECEIPT)))
                    || (signature(WORD).filter(given::equals).isPresent()
                        && signedText(callback).equals(signedText(WORD))))
        .isPresent();
  }

  private static Optional<String> signature(TestCallback callback) {
    return callback.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("x-twilio-signature"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> signedText(TestCallback callback) {
    return FormFields.parse(callback.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .map(
            form -> {
              StringBuilder text =
                  new StringBuilder(callback.path()).append('?').append(callback.query());
              new TreeMap<>(form.values())
                  .forEach(
                      (name, values) ->
                          new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
              return text.toString();
            });
  }

  private static boolean isTakenProperly(
      TestWebhook webhook, Function<TestCallback, JsonNode> handler, TestCallback callback) {
    webhook.queued.clear();
    webhook.words.clear();
    JsonNode reply = handler.apply(callback);
    int status = reply.path("statusCode").asInt();
    int queued = webhook.queued.size() + webhook.words.size();
    assertThat(status).isBetween(200, 499);
    assertThat(queued).as("queued at " + status).isLessThanOrEqualTo(status == 204 ? 1 : 0);
    if (!isSigned(callback)) {
      assertThat(queued).as("queued unsigned").isZero();
      assertThat(status).as("unsigned").isGreaterThanOrEqualTo(400);
    }
    assertThat(reply.toString().length()).isLessThan(LONGEST_REPLY);
    assertThat(reply.toString())
        .doesNotContain("+1555", "Exception", "com.quickdumpnow", "retiring");
    return status == 204;
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void reply_mutatedCallback_queuesNothingThatIsNotSigned(@ForAll long seed) {
    Tally tally =
        Fuzz.run(
            "callbacks",
            seed,
            FuzzedCallbacksTest::mutated,
            callback -> isTakenProperly(webhook, webhook::handle, callback));

    assertThat(tally.executions()).isEqualTo(Fuzz.TRIES).isGreaterThanOrEqualTo(2_000);
    assertThat(tally.taken()).isPositive();
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void reply_mutatedCallbackThatIsSignedAnew_isNo5xx(@ForAll long seed) {
    Tally tally =
        Fuzz.run(
            "signed callbacks",
            seed,
            FuzzedCallbacksTest::signedAnew,
            callback -> {
              webhook.queued.clear();
              webhook.words.clear();
              int status = webhook.status(callback);
              assertThat(status).isBetween(200, 499);
              assertThat(webhook.queued.size() + webhook.words.size()).isLessThanOrEqualTo(1);
              return status == 204;
            });

    assertThat(tally.taken()).isGreaterThan(Fuzz.TRIES / 20);
    assertThat(tally.refused()).isPositive();
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void reply_oneOctetOfTheFormOtherThanSigned_queuesNothing(@ForAll long seed) {
    Fuzz.run(
        "one octet",
        seed,
        random -> {
          StringBuilder body = new StringBuilder(RECEIPT.body());
          body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(0x100));
          return RECEIPT.body(body.toString());
        },
        callback -> isTakenProperly(webhook, webhook::handle, callback));
  }

  /** As if Twilio itself sent strange fields. */
  private static TestCallback signedAnew(Random random) {
    TestCallback changed = random.nextBoolean() ? RECEIPT : WORD;
    for (int i = random.nextInt(3); i >= 0; i--) {
      Object[] names = changed.form().keySet().stream().sorted().toArray();
      String name = (String) names[random.nextInt(names.length)];
      String value = changed.form().getOrDefault(name, "");
      changed =
          random.nextInt(4) == 0
              ? changed.without(name)
              : changed.field(name, encodable(TextMutations.mutate(random, value)));
    }
    return changed.query(FormMutations.mutate(random, changed.query()).replace("#", "")).signed();
  }

  /** A lone surrogate cannot be sent at all. */
  private static String encodable(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  /** A webhook with a bug: of several signatures, joined by a comma, it looks at none. */
  private JsonNode careless(TestCallback callback) {
    if (signature(callback).filter(value -> value.contains(",")).isPresent()) {
      return webhook.handle(RECEIPT);
    }
    return webhook.handle(callback);
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void run_webhookThatAcceptsADoubledSignature_found(@ForAll long seed) {
    assertThatThrownBy(
            () ->
                Fuzz.run(
                    "planted",
                    seed,
                    FuzzedCallbacksTest::mutated,
                    callback -> isTakenProperly(webhook, this::careless, callback)))
        .isInstanceOf(Finding.class)
        .hasMessageContaining("queued unsigned");
  }
}
