package com.quickdumpnow.relay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every route: paths, methods, credentials, CORS, headers. */
class HttpRulesTest {
  private final ApiFixture api = new ApiFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/jobs", "/jobs/job-1", "/jobs//status", "/maintenance/", "/jobs/a/b/status"})
  void any_unknownPath_isNotFound(String path) {
    Answer answer = api.send(Call.get(path).asStaff());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("no-such-path");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /jobs/job-1/status, 'POST, OPTIONS'",
    "DELETE, /jobs/job-1/messages, 'GET, HEAD, POST, OPTIONS'",
    "POST, /maintenance, 'GET, HEAD, OPTIONS'"
  })
  void any_wrongMethod_saysWhichAreAllowed(String method, String path, String allowed) {
    Answer answer = api.send(Call.get(path).method(method));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"GET, /maintenance", "GET, /jobs/job-1/messages", "POST, /jobs/job-1/status"})
  void any_withoutCredentials_isChallenged(String method, String path) {
    for (String wrong : List.of("", "Basic ZGFuYTpz", "Bearer", "Bearer a b")) {
      Answer answer = api.send(Call.get(path).method(method).with("Authorization", wrong));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("unauthenticated");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"qdn\"");
    }
    Answer unknown =
        api.send(Call.get(path).method(method).with("Authorization", "bearer qdn_SECRET"));
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"qdn\", error=\"invalid_token\"");
    assertThat(unknown.text()).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @CsvSource({"GET, /maintenance", "GET, /jobs/job-1/messages", "POST, /jobs/job-1/status"})
  void any_trackingTokenAsBearer_isForbidden(String method, String path) {
    Answer answer =
        api.send(
            Call.get(path)
                .method(method)
                .with("Authorization", "Bearer " + ApiFixture.token("job-1")));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
  }

  @Test
  void any_reply_isNotSniffedAndNotKept() {
    Answer answer = api.send(Call.get("/maintenance"));

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void head_anything_saysTheLengthThatGetHas() {
    for (String path : List.of("/maintenance", "/jobs/job-9/messages", "/nowhere")) {
      Call get = Call.get(path).asStaff();

      Answer head = api.send(get.method("HEAD"));

      assertThat(head.text()).isEmpty();
      assertThat(head.header("Content-Length")).isEqualTo("" + api.send(get).text().length());
    }
  }

  @Test
  void any_ofOurSites_mayBeReadByItsPages() {
    Answer answer = api.send(Call.get("/maintenance").asStaff().with("Origin", ApiFixture.ORIGIN));

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ApiFixture.ORIGIN);
    assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Link");
    assertThat(answer.header("Vary")).contains("Origin").contains("Accept-Encoding");
    assertThat(api.send(Call.get("/maintenance").with("Origin", ApiFixture.ORIGIN)).headers())
        .containsKey("Access-Control-Allow-Origin");
  }

  @Test
  void any_ofAnotherSite_hasNoCorsHeaders() {
    for (String origin : List.of("https://evil.example", "null", ApiFixture.ORIGIN + ".evil")) {
      Answer answer = api.send(preflight("/maintenance", origin));

      assertThat(answer.headers().keySet())
          .noneMatch(h -> h.toLowerCase(Locale.ROOT).startsWith("access-"));
      assertThat(answer.header("Vary")).isEqualTo("Origin");
    }
  }

  @Test
  void options_preflightOfOurSite_allowsTheMethodsOfThePath() {
    Answer answer = api.send(preflight("/jobs/job-1/status", ApiFixture.ORIGIN));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("POST, OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
  }

  @Test
  void handleRequest_noHttpEvent_isToldToWhoeverInvokedIt() {
    assertThatThrownBy(() -> api.send("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static Call preflight(String path, String origin) {
    return Call.get(path)
        .method("OPTIONS")
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "GET");
  }
}
