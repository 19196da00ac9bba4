package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever comes, the API answers, never as if it were our fault, and keeps nothing of what it
 * refuses. jqwik prints the seed of a failure and takes it back.
 */
class HostileRequestsTest {
  private static final Arbitrary<String> ANY_TEXT =
      Arbitraries.oneOf(
          Arbitraries.strings().ofMaxLength(60),
          Arbitraries.strings().withChars("{}[]\",:\\0123456789.eE+-nulltrefas \n").ofMaxLength(40),
          Arbitraries.of(
              "", " ", "\u0000", "\ud800", "💩", "..", "%2e%2e", "%zz", "a".repeat(300)));

  @Property(tries = 1_000)
  void post_anyBody_neverFailsAndKeepsNothingOfARefusedOne(
      @ForAll("bodies") String body, @ForAll boolean base64) {
    ApiFixture api = new ApiFixture();

    Answer answer = api.send(Call.status("job-1", body).event(base64));

    assertThat(answer.status()).isLessThan(500);
    assertKeptOnlyWhenAccepted(api, answer);
  }

  @Property(tries = 1_000)
  void any_anyPathAndHeaders_neverFails(
      @ForAll("methods") String method,
      @ForAll("paths") String path,
      @ForAll("headers") Map<String, String> headers,
      @ForAll("texts") String query) {
    ApiFixture api = new ApiFixture();
    Call call = new Call(method, path, query, headers, Optional.of(ApiFixture.FIRST));

    Answer answer = api.send(call);

    assertThat(answer.status()).isLessThan(500);
    assertKeptOnlyWhenAccepted(api, answer);
    headers.values().stream()
        .filter(value -> value.length() > 12 && !value.equals("application/json"))
        .forEach(value -> assertThat(answer.text()).doesNotContain(value));
  }

  @Property(tries = 300)
  void post_anySequence_movesTheJobForwardOnlyAndAnswersForEveryNotification(
      @ForAll("sequences") List<String> statuses) {
    ApiFixture api = new ApiFixture();
    api.status("job-1", ApiFixture.FIRST);
    int accepted = 1;

    for (String status : statuses) {
      Answer answer = api.status("job-1", "{\"status\":\"" + status + "\"}");
      assertThat(answer.status()).isIn(200, 202, 409);
      accepted += answer.status() == 202 ? 1 : 0;
    }

    assertThat(api.history("job-1").notifications()).hasSize(accepted);
    assertThat(api.history("job-1").job().orElseThrow().timeline()).hasSize(accepted);
    assertThat(api.triggers.sent()).hasSize(accepted).doesNotHaveDuplicates();
  }

  private static void assertKeptOnlyWhenAccepted(ApiFixture api, Answer answer) {
    if (answer.status() == 202) {
      assertThat(api.triggers.sent()).hasSize(1);
    } else {
      InMemoryStore store = api.store;
      assertThat(store.document()).isEqualTo(MaintenanceDocument.EMPTY);
      assertThat(api.triggers.sent()).isEmpty();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return ANY_TEXT;
  }

  @Provide
  Arbitrary<List<String>> sequences() {
    return Arbitraries.of("queued", "dispatched", "completed", "cancelled").list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.oneOf(ANY_TEXT, almostRight(), mutated());
  }

  /** A right body in which any member may be anything. */
  private static Arbitrary<String> almostRight() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.of(
                "null",
                "true",
                "{}",
                "[]",
                "7",
                "-0",
                "1e9999",
                "1e-9999",
                "0.1",
                "\"\"",
                "\"queued\""),
            Arbitraries.bigDecimals().map(Object::toString),
            ANY_TEXT.map(HostileRequestsTest::quoted));
    Arbitrary<String> member =
        Arbitraries.of(
            "status",
            "dispatchId",
            "customer",
            "load",
            "trailerVin",
            "name",
            "phone",
            "email",
            "material",
            "tons",
            "address",
            "notes",
            "other");
    Arbitrary<String> object = object(member, value);
    return object(member, Arbitraries.oneOf(value, object));
  }

  private static Arbitrary<String> object(Arbitrary<String> name, Arbitrary<String> value) {
    return Combinators.combine(name, value)
        .as((n, v) -> quoted(n) + ":" + v)
        .list()
        .ofMaxSize(6)
        .map(members -> "{" + String.join(",", members) + "}");
  }

  /** A right body with one character changed. */
  private static Arbitrary<String> mutated() {
    return Combinators.combine(
            Arbitraries.integers().between(0, ApiFixture.FIRST.length() - 1), Arbitraries.chars())
        .as((at, c) -> ApiFixture.FIRST.substring(0, at) + c + ApiFixture.FIRST.substring(at + 1));
  }

  private static String quoted(String text) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    return object.textNode(text).toString();
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "X");
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> segment =
        Arbitraries.oneOf(
            ANY_TEXT,
            Arbitraries.of("jobs", "status", "messages", "maintenance", "job-1", "%2F"),
            Arbitraries.just(ApiFixture.token("job-1")));
    return Arbitraries.oneOf(
        segment.list().ofMaxSize(4).map(segments -> "/" + String.join("/", segments)),
        segment.map(id -> "/jobs/" + id + "/status"),
        segment.map(id -> "/jobs/" + id + "/messages"),
        Arbitraries.just("/maintenance"));
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> name =
        Arbitraries.of(
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            "Idempotency-Key",
            "Origin",
            "If-None-Match",
            "Accept-Encoding",
            "Access-Control-Request-Method");
    Arbitrary<String> value =
        Arbitraries.oneOf(
            ANY_TEXT,
            Arbitraries.of(
                Call.STAFF,
                "application/json",
                "gzip",
                "k",
                ApiFixture.ORIGIN,
                "*",
                "W/\"0\"",
                "GET"));
    return Arbitraries.maps(name, value).ofMaxSize(6);
  }
}
