package com.quickdumpnow.relay.localcloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultyProxyIT {
  private final List<String> reached = new CopyOnWriteArrayList<>();
  private final LoopbackServer behind = LoopbackServer.start("behind", 0, this::answer);
  private final FaultyProxy proxy = FaultyProxy.start("proxy", 0, behind.uri());
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    proxy.close();
    behind.close();
  }

  @Test
  void request_noFault_goesThroughAsItIs() throws Exception {
    HttpResponse<String> answer = post();

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("x-answer")).contains("yes");
    assertThat(answer.body()).isEqualTo("echo of a=1&b=ü");
    assertThat(reached).containsExactly("POST /queue/it?To=%2B1619 Service.Do");
  }

  @Test
  void request_refused_doesNotReachTheService() throws Exception {
    proxy.faults().next(1, "POST", "Service.Do", new Fault.Refuse(503, "Busy"));

    assertThat(post().statusCode()).isEqualTo(503);
    assertThat(reached).isEmpty();
    assertThat(post().statusCode()).isEqualTo(201);
  }

  @Test
  void request_dropped_doesNotReachTheService() {
    proxy.faults().next(1, "POST", "/queue", new Fault.Drop());

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(reached).isEmpty();
  }

  @Test
  void request_replyIsLost_reachedTheService() {
    proxy.faults().next(1, "POST", "/queue", new Fault.LoseReply());

    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(reached).hasSize(1);
  }

  @Test
  void request_delayed_isAnsweredLater() throws Exception {
    proxy.faults().next(1, "", "", new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();

    assertThat(post().statusCode()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void request_serviceIsDown_isABadGateway() throws Exception {
    behind.close();

    assertThat(post().statusCode()).isEqualTo(502);
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.endpoint() + "/queue/it?To=%2B1619"))
            .header("X-Amz-Target", "Service.Do")
            .POST(HttpRequest.BodyPublishers.ofString("a=1&b=ü"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    reached.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("X-Amz-Target")));
    exchange.getResponseHeaders().set("X-Answer", "yes");
    String body = new String(Exchanges.body(exchange, 1_000), UTF_8);
    Exchanges.send(exchange, 201, "text/plain; charset=utf-8", "echo of " + body);
  }
}
