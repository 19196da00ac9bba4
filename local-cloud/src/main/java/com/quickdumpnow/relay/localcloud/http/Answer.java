package com.quickdumpnow.relay.localcloud.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer: status, headers, body. Immutable. */
public final class Answer {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** A text of the given content type, in UTF-8. */
  public static Answer text(int status, String contentType, String text) {
    return empty(status)
        .with("Content-Type", contentType)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The array is used as it is: the caller leaves it alone from here on. */
  public Answer body(byte[] bytes) {
    return new Answer(status, headers, bytes);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  public Answer with(Map<String, String> additional) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(additional);
    return new Answer(status, more, body);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
