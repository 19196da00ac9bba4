package com.quickdumpnow.relay.worker.health;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code GET /health} and {@code GET /metrics}, for probes and for Prometheus. Bound before the
 * relay is up, it says so until it is told whom to ask.
 */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InstantSource clock;
  private volatile Supplier<Optional<Relay.Status>> status = Optional::empty;

  private HealthServer(HttpServer server, Metrics metrics, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    server.setExecutor(threads);
    server.createContext("/health", this::health);
    server.createContext(
        "/metrics",
        exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
  }

  /**
   * Binds the port and answers at once: {@code starting}, until {@link #watch}.
   *
   * @param address with port 0 for any free one
   * @throws ConfigurationException when the port is taken, or the address none of this machine
   */
  public static HealthServer start(
      InetSocketAddress address, Metrics metrics, InstantSource clock) {
    HealthServer health = new HealthServer(bound(address), metrics, clock);
    health.server.start();
    return health;
  }

  /** The relay is up: {@code /health} tells from now on how it is. */
  public void watch(Supplier<Relay.Status> relay) {
    status = () -> Optional.of(relay.get());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private static HttpServer bound(InetSocketAddress address) {
    try {
      return HttpServer.create(address, 0);
    } catch (IOException _) {
      throw ConfigurationException.of(
          "QDN_HTTP_PORT",
          "cannot be opened: something else has port "
              + address.getPort()
              + ", or QDN_HTTP_HOST is no address of this machine",
          "a free port, 0 for any");
    }
  }

  private void health(HttpExchange exchange) throws IOException {
    Health health =
        status.get().map(now -> Health.of(now, clock.instant())).orElse(Health.STARTING);
    answer(exchange, health.httpStatus(), "application/json", health.json());
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(status, bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }
}
