package com.quickdumpnow.relay.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Lambda answers to an {@link HttpEvent}.
 *
 * @param body text, or base64 of octets
 * @param base64 whether {@code body} is base64
 */
public record HttpReply(int status, Map<String, String> headers, String body, boolean base64) {
  private static final JsonFactory JSON = new JsonFactory();

  public HttpReply {
    headers = Map.copyOf(headers);
  }

  public static HttpReply empty(int status) {
    return new HttpReply(status, Map.of(), "", false);
  }

  public static HttpReply text(int status, String contentType, String body) {
    return new HttpReply(status, Map.of("content-type", contentType), body, false);
  }

  public static HttpReply binary(int status, String contentType, byte[] body) {
    return new HttpReply(
        status,
        Map.of("content-type", contentType),
        Base64.getEncoder().encodeToString(body),
        true);
  }

  public HttpReply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, body, base64);
  }

  /** Writes it in API Gateway's payload format 2.0. */
  public void write(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", body);
      json.writeBooleanField("isBase64Encoded", base64);
      json.writeEndObject();
    }
  }
}
