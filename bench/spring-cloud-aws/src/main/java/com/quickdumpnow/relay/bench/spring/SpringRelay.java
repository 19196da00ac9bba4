package com.quickdumpnow.relay.bench.spring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Posts every message of a queue to the carrier and keeps no record. A message is the recipient's
 * number, a line break and the text. With {@code relay.http-port} set, {@code POST /} there puts
 * its body on the queue.
 */
@SpringBootApplication
public class SpringRelay {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SqsTemplate queue;
  private final String queueUrl;
  private final URI messages;
  private final String authorization;

  SpringRelay(
      SqsTemplate queue,
      @Value("${relay.queue}") String queueUrl,
      @Value("${relay.carrier}") String carrier,
      @Value("${relay.account}") String account,
      @Value("${relay.http-port:-1}") int httpPort)
      throws IOException {
    this.queue = queue;
    this.queueUrl = queueUrl;
    this.messages = URI.create(carrier + "/2010-04-01/Accounts/" + account + "/Messages.json");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((account + ":token").getBytes(StandardCharsets.US_ASCII));
    if (httpPort >= 0) {
      serve(httpPort);
    }
  }

  /** Starts it; it says {@code Started SpringRelay} once it polls. */
  public static void main(String[] arguments) {
    SpringApplication.run(SpringRelay.class, arguments);
  }

  private void serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::enqueue);
    server.start();
  }

  private void enqueue(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var _ =
          queue.send(
              to ->
                  to.queue(queueUrl)
                      .payload(body)
                      .messageGroupId(UUID.randomUUID().toString())
                      .messageDeduplicationId(UUID.randomUUID().toString()));
      exchange.sendResponseHeaders(202, -1);
    }
  }

  @SqsListener(
      value = "${relay.queue}",
      maxConcurrentMessages = "${relay.in-hand}",
      maxMessagesPerPoll = "10",
      messageVisibilitySeconds = "60")
  void text(String message) throws IOException, InterruptedException {
    int line = message.indexOf('\n');
    String form =
        "To="
            + encoded(message.substring(0, line))
            + "&From=%2B16195550100&Body="
            + encoded(message.substring(line + 1));
    var answer =
        http.send(
            HttpRequest.newBuilder(messages)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("the carrier answered " + answer.statusCode());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
