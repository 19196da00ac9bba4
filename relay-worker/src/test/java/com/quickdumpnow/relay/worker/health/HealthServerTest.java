package com.quickdumpnow.relay.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.worker.fleet.Standing;
import com.quickdumpnow.relay.worker.relay.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

  private static HealthServer started() {
    return HealthServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new Metrics(),
        InstantSource.fixed(NOW));
  }

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void start_relayNotUpYet_starting() throws Exception {
    try (HealthServer server = started()) {
      HttpResponse<String> health = get(server, "/health");

      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).isEqualTo("{\"status\":\"starting\",\"reasons\":[]}");
      assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void watch_relayUp_tellsHowItIs() throws Exception {
    try (HealthServer server = started()) {
      server.watch(
          () ->
              new Relay.Status(
                  Optional.empty(),
                  NOW,
                  new Relay.InHand(0, 32, NOW),
                  List.of(),
                  Optional.empty(),
                  Standing.ALONE));

      HttpResponse<String> health = get(server, "/health");

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(health.body())
          .isEqualTo(
              "{\"status\":\"ok\",\"reasons\":[],\"workers\":1,\"leads\":true,\"share\":1.0}");
    }
  }
}
