package com.quickdumpnow.relay.localcloud.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one {@link Service} on 127.0.0.1 and plays the faults asked for. {@code POST
 * /_admin/faults} adds one (see {@link Fault}), {@code DELETE} forgets them, {@code GET} tells how
 * many wait and how many happened.
 */
public final class LocalServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAULTS_PATH = "/_admin/faults";

  private final String name;
  private final LoopbackServer server;
  private final Service service;
  private final int maxBodyBytes;
  private final Faults faults = new Faults();
  private final Traffic traffic = new Traffic();

  private LocalServer(String name, int port, int maxBodyBytes, Service service) {
    this.name = name;
    this.maxBodyBytes = maxBodyBytes;
    this.service = service;
    this.server = LoopbackServer.start(name, port, this::handle);
  }

  /**
   * Starts serving.
   *
   * @param name how messages call the service
   * @param port 0 for any free one
   * @param maxBodyBytes a longer request body is answered with 413
   * @throws com.quickdumpnow.relay.localcloud.web.PortTakenException when something else listens
   *     there
   */
  public static LocalServer start(String name, int port, int maxBodyBytes, Service service) {
    return new LocalServer(name, port, maxBodyBytes, service);
  }

  public URI endpoint() {
    return server.uri();
  }

  public Faults faults() {
    return faults;
  }

  /** What was answered; not among it what was asked of {@code /_admin/}. */
  public Traffic traffic() {
    return traffic;
  }

  /** Stops at once; requests in hand lose their connection. */
  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Request.parseForm(
                  Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
              exchange.getRequestHeaders(),
              body);
      if (body.length > maxBodyBytes) {
        String message = "The body is longer than " + maxBodyBytes + " bytes.";
        send(exchange, service.error(413, "EntityTooLarge", message));
      } else if (request.path().equals(FAULTS_PATH)) {
        send(exchange, administer(request));
      } else {
        serve(exchange, request);
      }
    }
  }

  private void serve(HttpExchange exchange, Request request) throws IOException {
    Optional<Fault.Effect> effect =
        request.path().startsWith("/_admin/")
            ? Optional.empty()
            : faults.take(request.method(), service.subject(request));
    if (effect.isEmpty()) {
      send(exchange, answer(request));
      return;
    }
    // A return without an answer closes the connection.
    switch (effect.get()) {
      case Fault.Refuse(int status, String code) -> send(exchange, injected(status, code));
      case Fault.FailReply(int status, String code) -> {
        answer(request);
        send(exchange, injected(status, code));
      }
      case Fault.LoseReply() -> answer(request);
      case Fault.Drop() -> {}
      case Fault.Delay(Duration by) -> {
        if (pause(by)) {
          send(exchange, answer(request));
        }
      }
    }
  }

  private Answer answer(Request request) {
    try {
      Answer answer = service.answer(request);
      if (!request.path().startsWith("/_admin/")) {
        traffic.count(request.method(), service.subject(request), answer.status());
      }
      return answer;
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("service", name)
          .addKeyValue("method", request.method())
          .addKeyValue("path", request.path())
          .log("A stand-in failed on a request");
      return service.error(500, "InternalError", "The stand-in failed; its log says why.");
    }
  }

  private Answer injected(int status, String code) {
    return service.error(status, code, "A fault injected on request.");
  }

  private Answer administer(Request request) {
    try {
      return switch (request.method()) {
        case "POST" -> {
          String json = new String(request.body(), StandardCharsets.UTF_8);
          faults.add(Fault.parse(JSON.readTree(json)));
          yield Answer.empty(204);
        }
        case "DELETE" -> {
          faults.clear();
          yield Answer.empty(204);
        }
        default ->
            Answer.text(
                200,
                "application/json",
                "{\"pending\":%d,\"injected\":%d}"
                    .formatted(
                        faults.pending().stream().mapToInt(Fault::times).sum(), faults.injected()));
      };
    } catch (JsonProcessingException e) {
      return Answer.text(400, "text/plain", "The body is not JSON.");
    } catch (IllegalArgumentException e) {
      return Answer.text(400, "text/plain", String.valueOf(e.getMessage()));
    }
  }

  private static boolean pause(Duration by) {
    try {
      Thread.sleep(by);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      exchange.getResponseHeaders().set(header.getKey(), header.getValue());
    }
    Exchanges.send(exchange, answer.status(), answer.body());
  }
}
