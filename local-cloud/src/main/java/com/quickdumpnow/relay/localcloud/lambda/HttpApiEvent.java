package com.quickdumpnow.relay.localcloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Form;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event an HTTP API gives to a function, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations for HTTP APIs</a>
 */
final class HttpApiEvent {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  private HttpApiEvent() {}

  static ObjectNode of(
      ApiRequest request,
      String routeKey,
      Map<String, String> pathParameters,
      String requestId,
      Instant now) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("routeKey", routeKey)
            .put("rawPath", request.rawPath())
            .put("rawQueryString", request.rawQuery());
    cookies(request, event);
    headers(request, event.putObject("headers"));
    if (!request.rawQuery().isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      Form.parse(request.rawQuery()).fields().forEach((n, v) -> query.put(n, String.join(",", v)));
    }
    event.set("requestContext", context(request, routeKey, requestId, now));
    if (!pathParameters.isEmpty()) {
      ObjectNode parameters = event.putObject("pathParameters");
      pathParameters.forEach(parameters::put);
    }
    body(request, event);
    return event;
  }

  private static void cookies(ApiRequest request, ObjectNode event) {
    List<String> headers = request.headers().getOrDefault("cookie", List.of());
    if (!headers.isEmpty()) {
      ArrayNode cookies = event.putArray("cookies");
      headers.forEach(h -> List.of(h.split(";\\s*")).forEach(cookies::add));
    }
  }

  private static void headers(ApiRequest request, ObjectNode headers) {
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("cookie")) {
                headers.put(name, String.join(",", values));
              }
            });
    List<String> hops =
        new ArrayList<>(request.headers().getOrDefault("x-forwarded-for", List.of()));
    hops.add(request.sourceIp());
    headers.put("x-forwarded-for", String.join(", ", hops));
    headers.put("x-forwarded-proto", "http");
    int colon = request.header("host").lastIndexOf(':');
    headers.put("x-forwarded-port", colon < 0 ? "80" : request.header("host").substring(colon + 1));
  }

  private static ObjectNode context(
      ApiRequest request, String routeKey, String requestId, Instant now) {
    String host = request.header("host").replaceFirst(":\\d+$", "");
    ObjectNode context =
        JSON.createObjectNode()
            .put("accountId", "000000000000")
            .put("apiId", "local")
            .put("domainName", host)
            .put("domainPrefix", host.replaceFirst("\\..*$", ""))
            .put("requestId", requestId)
            .put("routeKey", routeKey)
            .put("stage", "$default")
            .put("time", TIME.format(now))
            .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", request.rawPath())
        .put("protocol", request.protocol())
        .put("sourceIp", request.sourceIp())
        .put("userAgent", request.header("user-agent"));
    return context;
  }

  private static void body(ApiRequest request, ObjectNode event) {
    boolean plain = isText(request.header("content-type"));
    if (request.body().length > 0) {
      event.put(
          "body",
          plain
              ? new String(request.body(), UTF_8)
              : Base64.getEncoder().encodeToString(request.body()));
    }
    event.put("isBase64Encoded", request.body().length > 0 && !plain);
  }

  /** A form is not text to AWS, nor is a body without a type. */
  private static boolean isText(String contentType) {
    String media = contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*$", "").strip();
    return media.startsWith("text/")
        || media.equals("application/json")
        || media.equals("application/javascript")
        || media.equals("application/xml")
        || media.endsWith("+json")
        || media.endsWith("+xml");
  }
}
