package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of a function's process: hands out one event after the other and takes what is
 * posted. For one process, with one event at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda's runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";
  private static final int MAX_BODY = 6 << 20;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
  private final LoopbackServer server;

  private RuntimeApi() {
    this.server = LoopbackServer.start("The runtime API", 0, this::serve);
  }

  static RuntimeApi start() {
    return new RuntimeApi();
  }

  /**
   * What the process posted.
   *
   * @param at when it was here, as {@link System#nanoTime} counts
   * @param failed whether it is an error instead of a response
   */
  record Posted(long at, boolean failed, String body) {}

  /** What the process finds as {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.port();
  }

  /** The next one that is asked for gets this event. */
  void offer(String event) {
    events.add(event);
  }

  /** What was posted next; empty when nothing is within that time. */
  Optional<Posted> await(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(posted.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String route = path.startsWith(VERSION) ? path.substring(VERSION.length()) : "";
    String method = exchange.getRequestMethod();
    if (method.equals("GET") && route.equals("invocation/next")) {
      next(exchange);
    } else if (method.equals("POST") && route.matches("invocation/[^/]+/response")) {
      take(exchange, false);
    } else if (method.equals("POST") && route.matches("invocation/[^/]+/error|init/error")) {
      take(exchange, true);
    } else {
      Exchanges.send(exchange, 404, "application/json", "{}");
    }
  }

  /** Answers once there is an event, however long that takes. */
  private void next(HttpExchange exchange) throws IOException {
    String event;
    try {
      event = events.take();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(DEADLINE).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-west-2:000000000000:function:bench");
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    Exchanges.send(exchange, 200, "application/json", event);
  }

  private void take(HttpExchange exchange, boolean failed) throws IOException {
    byte[] body = Exchanges.body(exchange, MAX_BODY);
    posted.add(new Posted(System.nanoTime(), failed, new String(body, StandardCharsets.UTF_8)));
    Exchanges.send(exchange, 202, "application/json", "{\"status\":\"OK\"}");
  }

  @Override
  public void close() {
    server.close();
  }
}
