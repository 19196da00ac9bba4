package com.quickdumpnow.relay.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request of a test, as API Gateway hands it over. */
record Call(
    String method, String path, String query, Map<String, String> headers, Optional<String> body) {
  static final String STAFF = "Bearer " + ApiFixture.STAFF_TOKEN;

  static Call get(String path) {
    return new Call("GET", path, "", Map.of(), Optional.empty());
  }

  static Call post(String path, String body) {
    return new Call(
        "POST", path, "", Map.of("Content-Type", "application/json"), Optional.of(body));
  }

  static Call status(String jobId, String body) {
    return post("/jobs/" + jobId + "/status", body).asStaff();
  }

  Call method(String other) {
    return new Call(other, path, query, headers, body);
  }

  Call query(String other) {
    return new Call(method, path, other, headers, body);
  }

  Call asStaff() {
    return with("Authorization", STAFF);
  }

  Call with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Call(method, path, query, more, body);
  }

  byte[] event(boolean base64) {
    ObjectNode event = new ObjectMapper().createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", "$default");
    event.put("rawPath", path);
    event.put("rawQueryString", query);
    ObjectNode names = event.putObject("headers");
    headers.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
    ObjectNode context = event.putObject("requestContext");
    context.put("stage", "$default");
    context.putObject("http").put("method", method).put("path", path);
    body.ifPresent(
        text ->
            event.put(
                "body",
                base64
                    ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                    : text));
    event.put("isBase64Encoded", base64);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
