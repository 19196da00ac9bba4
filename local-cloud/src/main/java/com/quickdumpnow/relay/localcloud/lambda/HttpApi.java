package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.BodyTooLargeException;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An API Gateway HTTP API: HTTP in, a function's answer out. Its own answers are AWS's: 404 without
 * a route, 413 beyond 10 MB, 502 when the function fails or its answer makes no sense, 503 when it
 * takes too long, each with {@code {"message":"…"}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html">Errors of
 *     functions behind API Gateway</a>
 */
public final class HttpApi {

  private static final Logger log = LoggerFactory.getLogger(HttpApi.class);
  private static final int MAX_BODY = 10 * 1024 * 1024;
  private static final String JSON_TYPE = "application/json";

  private final List<Route> routes;

  /** The order does not matter: the route with the most fixed segments wins. */
  public HttpApi(List<Route> routes) {
    this.routes =
        routes.stream().sorted(Comparator.comparingLong(Route::precision).reversed()).toList();
  }

  /** Whether a path begins like one of the routes, the fallback left aside. */
  public boolean owns(String rawPath) {
    List<String> segments = Route.segments(rawPath);
    return segments.size() > 1
        && routes.stream()
            .anyMatch(r -> r.firstSegment().filter(segments.get(1)::equals).isPresent());
  }

  /** Answers an exchange by its own path. */
  public void handle(HttpExchange exchange) throws IOException {
    handle(exchange, exchange.getRequestURI().getRawPath());
  }

  /** Answers an exchange as if its path were {@code rawPath}. */
  public void handle(HttpExchange exchange, String rawPath) throws IOException {
    Optional<Route> found =
        routes.stream()
            .filter(r -> r.takes(exchange.getRequestMethod()) && r.match(rawPath).isPresent())
            .findFirst();
    if (found.isEmpty()) {
      fail(exchange, 404, "Not Found");
      return;
    }
    try {
      ApiRequest request = ApiRequest.read(exchange, rawPath, MAX_BODY);
      answer(exchange, found.get().function().invoke(event(request, found.get())));
    } catch (BodyTooLargeException _) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      fail(exchange, 413, "Request Entity Too Large");
    } catch (FunctionException e) {
      switch (e.kind()) {
        case ERROR -> fail(exchange, 502, "Internal Server Error");
        case TIMEOUT -> fail(exchange, 503, "Service Unavailable");
        case TOO_LARGE -> fail(exchange, 413, "Request Entity Too Large");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while a function was running", e);
    }
  }

  private static byte[] event(ApiRequest request, Route route) {
    Map<String, String> parameters = route.match(request.rawPath()).orElseThrow();
    String requestId = UUID.randomUUID().toString();
    return HttpApiEvent.of(request, route.key(), parameters, requestId, Instant.now())
        .toString()
        .getBytes(UTF_8);
  }

  private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
    JsonNode json;
    byte[] body;
    try {
      json = HttpApiEvent.JSON.readTree(answer);
      body = body(json, answer);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      log.atError().setCause(e).log("a function's answer makes no sense");
      fail(exchange, 502, "Internal Server Error");
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    json.path("headers").properties().forEach(h -> headers.set(h.getKey(), h.getValue().asText()));
    json.path("cookies").forEach(c -> headers.add("Set-Cookie", c.asText()));
    if (!headers.containsKey("Content-Type") && body.length > 0) {
      headers.set("Content-Type", JSON_TYPE);
    }
    Exchanges.send(exchange, json.path("statusCode").asInt(200), body);
  }

  /** Without a status code the whole answer is the body: AWS infers the rest. */
  private static byte[] body(JsonNode json, byte[] answer) {
    if (!json.has("statusCode")) {
      return answer;
    }
    int status = json.path("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("statusCode " + json.path("statusCode"));
    }
    String body = json.path("body").asText("");
    return json.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(UTF_8);
  }

  private static void fail(HttpExchange exchange, int status, String message) throws IOException {
    ObjectNode json = HttpApiEvent.JSON.createObjectNode().put("message", message);
    Exchanges.send(exchange, status, JSON_TYPE, json.toString());
  }
}
