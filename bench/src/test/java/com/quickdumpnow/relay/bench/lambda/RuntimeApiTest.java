package com.quickdumpnow.relay.bench.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.bench.lambda.RuntimeApi.Posted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RuntimeApi api = RuntimeApi.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    api.close();
  }

  @Test
  void next_ofAnOfferedEvent_hasItWithItsIdAndDeadline() throws Exception {
    api.offer("{\"a\":1}");

    HttpResponse<String> next = get("invocation/next");

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).isEqualTo("{\"a\":1}");
    assertThat(next.headers().firstValue("Lambda-Runtime-Aws-Request-Id")).isPresent();
    assertThat(next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow())
        .isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void response_posted_isAwaitedWithItsTime() throws Exception {
    long before = System.nanoTime();

    HttpResponse<String> taken = post("invocation/abc/response", "{\"statusCode\":204}");

    Posted posted = api.await(SOON).orElseThrow();
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(posted.failed()).isFalse();
    assertThat(posted.body()).isEqualTo("{\"statusCode\":204}");
    assertThat(posted.at()).isBetween(before, System.nanoTime());
  }

  @Test
  void error_ofAnInvocationOrOfTheStart_isAFailure() throws Exception {
    post("invocation/abc/error", "{}");
    post("init/error", "{}");

    assertThat(api.await(SOON).orElseThrow().failed()).isTrue();
    assertThat(api.await(SOON).orElseThrow().failed()).isTrue();
  }

  @Test
  void anythingElse_isNotFound() throws Exception {
    assertThat(get("invocation/last").statusCode()).isEqualTo(404);
    assertThat(post("invocation/next", "").statusCode()).isEqualTo(404);
    assertThat(api.await(Duration.ZERO)).isEmpty();
  }

  private HttpResponse<String> get(String route) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(route)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String route, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri(route)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private URI uri(String route) {
    return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + route);
  }
}
