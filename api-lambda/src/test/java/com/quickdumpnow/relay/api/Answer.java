package com.quickdumpnow.relay.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What a caller of the API sees.
 *
 * @param headers by any case of their names
 * @param text of the body, decoded and unpacked
 */
record Answer(int status, Map<String, String> headers, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(byte[] event) {
    try {
      JsonNode reply = JSON.readTree(event);
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      reply
          .get("headers")
          .properties()
          .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
      byte[] body =
          reply.get("isBase64Encoded").asBoolean()
              ? Base64.getDecoder().decode(reply.get("body").asText())
              : reply.get("body").asText().getBytes(StandardCharsets.UTF_8);
      if (body.length > 0 && "gzip".equals(headers.get("content-encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      return new Answer(
          reply.get("statusCode").asInt(), headers, new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** The last segment of a problem's type. */
  String problem() {
    String type = json().path("type").asText();
    return type.substring(type.lastIndexOf('/') + 1);
  }
}
