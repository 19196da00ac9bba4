package com.quickdumpnow.relay.bench.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an API Gateway HTTP API makes of a request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload
 *     format 2.0</a>
 */
final class GatewayEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GatewayEvent() {}

  /** A member of staff's request; without a body when {@code json} is empty. */
  static String ofStaff(String method, String path, String token, String json) {
    ObjectNode event = event(method, path, "");
    ObjectNode headers = headers(event);
    headers.put("authorization", "Bearer " + token);
    if (!json.isEmpty()) {
      headers.put("content-type", "application/json");
      event.put("body", json);
    }
    return event.put("isBase64Encoded", false).toString();
  }

  /**
   * A form from Twilio, signed with {@code token}. The gateway encodes forms in base64.
   *
   * @param base the API's public URL
   * @see <a href="https://www.twilio.com/docs/usage/security">how Twilio signs</a>
   */
  static String ofTwilio(
      String base, String path, String query, Map<String, String> form, String token) {
    ObjectNode event = event("POST", path, query);
    headers(event)
        .put("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
        .put("x-twilio-signature", signature(base + path + "?" + query, form, token));
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    event.put("body", Base64.getEncoder().encodeToString(octets));
    return event.put("isBase64Encoded", true).toString();
  }

  private static ObjectNode event(String method, String path, String query) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("routeKey", "$default")
            .put("rawPath", path)
            .put("rawQueryString", query);
    ObjectNode context =
        event
            .putObject("requestContext")
            .put("accountId", "000000000000")
            .put("apiId", "bench")
            .put("domainName", "api.quickdumpnow.example")
            .put("domainPrefix", "api")
            .put("requestId", "JKJaXmPLvHcESHA=")
            .put("routeKey", "$default")
            .put("stage", "$default")
            .put("time", "01/Nov/2026:08:00:00 +0000")
            .put("timeEpoch", 1_793_520_000_000L);
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1")
        .put("userAgent", "bench");
    return event;
  }

  private static ObjectNode headers(ObjectNode event) {
    return event
        .putObject("headers")
        .put("accept", "*/*")
        .put("accept-encoding", "gzip")
        .put("host", "api.quickdumpnow.example")
        .put("user-agent", "bench")
        .put("x-amzn-trace-id", "Root=1-00000000-000000000000000000000000")
        .put("x-forwarded-for", "192.0.2.1")
        .put("x-forwarded-port", "443")
        .put("x-forwarded-proto", "https");
  }

  private static String signature(String url, Map<String, String> form, String token) {
    StringBuilder signed = new StringBuilder(url);
    new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] digest = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
