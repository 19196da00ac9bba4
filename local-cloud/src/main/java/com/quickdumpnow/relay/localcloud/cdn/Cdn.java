package com.quickdumpnow.relay.localcloud.cdn;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.Form;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A CloudFront distribution over a folder: GET and HEAD of static files, read afresh each time,
 * with the viewer-request function in front of them and the viewer-response function behind. Safe
 * for use by many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html">Event
 *     structure</a>
 */
public final class Cdn {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String NOT_FOUND =
      "<!doctype html><html lang=\"en\"><title>Not found</title><h1>Not found</h1></html>";

  private final StaticFiles files;
  private final Optional<EdgeFunction> viewerRequest;
  private final Optional<EdgeFunction> viewerResponse;

  /**
   * @param root the site's folder
   * @param published the top-level folders that are deployed, such as {@code track}; the rest of
   *     the folder stays hidden
   * @param viewerRequest the function's file; an absent file means that requests pass untouched
   * @param viewerResponse the same for responses; as in CloudFront, it sees none of 400 and above
   */
  public Cdn(Path root, Set<String> published, Path viewerRequest, Path viewerResponse) {
    this.files = new StaticFiles(root, published);
    this.viewerRequest = load(viewerRequest);
    this.viewerResponse = load(viewerResponse);
  }

  private static Optional<EdgeFunction> load(Path file) {
    return Files.isRegularFile(file) ? Optional.of(EdgeFunction.load(file)) : Optional.empty();
  }

  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      Exchanges.send(exchange, 405, new byte[0]);
      return;
    }
    String uri = exchange.getRequestURI().getRawPath();
    if (viewerRequest.isEmpty()) {
      serve(exchange, uri);
      return;
    }
    JsonNode result = viewerRequest.get().call(event(exchange, uri, "viewer-request"));
    if (result.has("statusCode")) {
      respond(exchange, result);
    } else {
      serve(exchange, result.path("uri").asText());
    }
  }

  private static ObjectNode event(HttpExchange exchange, String uri, String type) {
    ObjectNode event = EdgeFunction.JSON.createObjectNode().put("version", "1.0");
    event
        .putObject("context")
        .put("distributionDomainName", "local.cloudfront.net")
        .put("distributionId", "LOCAL")
        .put("eventType", type)
        .put("requestId", UUID.randomUUID().toString());
    event.putObject("viewer").put("ip", exchange.getRemoteAddress().getAddress().getHostAddress());
    ObjectNode request =
        event.putObject("request").put("method", exchange.getRequestMethod()).put("uri", uri);
    ObjectNode query = request.putObject("querystring");
    Form.parse(exchange.getRequestURI().getRawQuery())
        .fields()
        .forEach((name, values) -> values(query, name, values));
    ObjectNode headers = request.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values(headers, name.toLowerCase(Locale.ROOT), values));
    request.putObject("cookies");
    return event;
  }

  private static void values(ObjectNode parent, String name, List<String> values) {
    ObjectNode field = parent.putObject(name).put("value", values.getFirst());
    if (values.size() > 1) {
      var several = field.putArray("multiValue");
      values.forEach(v -> several.addObject().put("value", v));
    }
  }

  private static void respond(HttpExchange exchange, JsonNode response) throws IOException {
    response
        .path("headers")
        .properties()
        .forEach(
            h ->
                exchange.getResponseHeaders().set(h.getKey(), h.getValue().path("value").asText()));
    JsonNode body = response.path("body");
    String text = body.isObject() ? body.path("data").asText() : body.asText();
    Exchanges.send(exchange, response.path("statusCode").asInt(), text.getBytes(UTF_8));
  }

  private void serve(HttpExchange exchange, String uri) throws IOException {
    Optional<Path> file = files.find(uri);
    if (file.isPresent()) {
      files.send(exchange, file.get(), status -> finish(exchange, uri, status));
    } else {
      Optional<Path> page = files.find("/404.html");
      Exchanges.send(
          exchange, 404, HTML, page.isPresent() ? Files.readString(page.get()) : NOT_FOUND);
    }
  }

  /** Lets the viewer-response function have its say about the headers set so far. */
  private void finish(HttpExchange exchange, String uri, int status) {
    if (viewerResponse.isEmpty()) {
      return;
    }
    ObjectNode event = event(exchange, uri, "viewer-response");
    ObjectNode response = event.putObject("response").put("statusCode", status);
    ObjectNode headers = response.putObject("headers");
    exchange
        .getResponseHeaders()
        .forEach((name, values) -> values(headers, name.toLowerCase(Locale.ROOT), values));
    viewerResponse
        .get()
        .call(event)
        .path("headers")
        .properties()
        .forEach(
            header ->
                exchange
                    .getResponseHeaders()
                    .set(header.getKey(), header.getValue().path("value").asText()));
  }
}
