package com.quickdumpnow.relay.ops.testing;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One of our servers, or AWS's, as it answers when it is not as it ought to be. */
public final class PlayedServer implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final int MAX_BODY = 64 * 1024;

  private final LoopbackServer server;

  private PlayedServer(HttpHandler handler) {
    this.server = LoopbackServer.start("A played server", 0, handler);
  }

  /**
   * API and webhook.
   *
   * @param stranger what who has no staff token gets
   * @param unsigned what who posts without a signature gets
   * @param signed what who posts with one gets
   */
  public static PlayedServer api(int stranger, int unsigned, int signed) {
    return new PlayedServer(
        exchange -> {
          boolean staff = exchange.getRequestHeaders().containsKey("Authorization");
          boolean isSigned = exchange.getRequestHeaders().containsKey("X-Twilio-Signature");
          boolean posts = exchange.getRequestMethod().equals("POST");
          int get = staff ? 200 : stranger;
          int post = isSigned ? signed : unsigned;
          Exchanges.send(exchange, posts ? post : get, JSON, "{}");
        });
  }

  /** A worker's {@code /health}. */
  public static PlayedServer worker(int status, String health) {
    return new PlayedServer(exchange -> Exchanges.send(exchange, status, JSON, health));
  }

  /** An SQS of which every queue drops what waits for longer than an hour. */
  public static PlayedServer sqsThatForgets() {
    return new PlayedServer(PlayedServer::forgetfulQueue);
  }

  private static void forgetfulQueue(HttpExchange exchange) throws IOException {
    String asked = new String(Exchanges.body(exchange, MAX_BODY), StandardCharsets.UTF_8);
    boolean fifo = asked.contains(".fifo");
    String name = fifo ? "dead.fifo" : "dead";
    String answer =
        exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("GetQueueUrl")
            ? "{\"QueueUrl\":\"http://127.0.0.1/000000000000/%s\"}".formatted(name)
            : """
            {"Attributes":{"VisibilityTimeout":"60","MessageRetentionPeriod":"3600",
            "DelaySeconds":"0","ApproximateNumberOfMessages":"0","FifoQueue":"%s",
            "RedrivePolicy":"{\\"deadLetterTargetArn\\":\
            \\"arn:aws:sqs:us-east-1:000000000000:%s\\",\\"maxReceiveCount\\":\\"10\\"}"}}
            """
                .formatted(fifo, name);
    Exchanges.send(exchange, 200, "application/x-amz-json-1.0", answer);
  }

  public URI uri() {
    return server.uri();
  }

  @Override
  public void close() {
    server.close();
  }
}
