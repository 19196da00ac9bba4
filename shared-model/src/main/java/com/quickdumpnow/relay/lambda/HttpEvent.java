package com.quickdumpnow.relay.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as an API Gateway HTTP API hands it to a Lambda. Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload
 *     format 2.0</a>
 */
public final class HttpEvent {
  private static final JsonFactory JSON = new JsonFactory();

  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * @param rawPath as it was requested, still percent-encoded
   * @param rawQuery as it was requested, without the question mark; empty when there was none
   * @param headers names in any case
   */
  public HttpEvent(
      String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {
    Map<String, String> lowerCase = new HashMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    this.method = method;
    this.rawPath = rawPath;
    this.rawQuery = rawQuery;
    this.headers = Map.copyOf(lowerCase);
    this.body = body.clone();
  }

  /**
   * Reads the event; what it has beside a request is skipped.
   *
   * @throws IOException when it is no such event, so that whoever invoked the Lambda is told
   */
  public static HttpEvent read(InputStream event) throws IOException {
    try (JsonParser in = JSON.createParser(event)) {
      return new Reading().event(in);
    }
  }

  public String method() {
    return method;
  }

  public String rawPath() {
    return rawPath;
  }

  public String rawQuery() {
    return rawQuery;
  }

  /** The header's value, several of one name joined by commas; {@code name} in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The body's octets, decoded if the gateway had encoded them. */
  public byte[] body() {
    return body.clone();
  }

  /** How many octets the body has. */
  public int bodySize() {
    return body.length;
  }

  /** Whether the media type is {@code type}, whatever its parameters. */
  public boolean isOfType(String type) {
    return header("content-type")
        .map(value -> value.split(";", 2)[0].strip())
        .filter(type::equalsIgnoreCase)
        .isPresent();
  }

  /** Neither path nor body: they may hold a tracking token or personal data. */
  @Override
  public String toString() {
    return "HttpEvent[" + method + ", " + body.length + " octets]";
  }

  private static final class Reading {
    private String method = "";
    private String rawPath = "";
    private String rawQuery = "";
    private String body = "";
    private boolean base64;
    private final Map<String, String> headers = new HashMap<>();

    HttpEvent event(JsonParser in) throws IOException {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an HTTP API event: no object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        member(in);
      }
      if (method.isEmpty() || rawPath.isEmpty()) {
        throw new IOException("not an HTTP API event of payload 2.0: no method or no rawPath");
      }
      return new HttpEvent(method, rawPath, rawQuery, headers, octets());
    }

    private void member(JsonParser in) throws IOException {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "rawPath" -> rawPath = in.getValueAsString("");
        case "rawQueryString" -> rawQuery = in.getValueAsString("");
        case "body" -> body = in.getValueAsString("");
        case "isBase64Encoded" -> base64 = in.getValueAsBoolean();
        case "headers" -> headers(in);
        case "requestContext" -> requestContext(in);
        default -> in.skipChildren();
      }
    }

    private void headers(JsonParser in) throws IOException {
      while (in.currentToken() != JsonToken.VALUE_NULL && in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        headers.put(name, in.getValueAsString(""));
        in.skipChildren();
      }
    }

    private void requestContext(JsonParser in) throws IOException {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean http = in.currentName().equals("http");
        in.nextToken();
        if (!http) {
          in.skipChildren();
          continue;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          boolean isMethod = in.currentName().equals("method");
          in.nextToken();
          if (isMethod) {
            method = in.getValueAsString("");
          }
          in.skipChildren();
        }
      }
    }

    private byte[] octets() throws IOException {
      if (!base64) {
        return body.getBytes(StandardCharsets.UTF_8);
      }
      try {
        return Base64.getDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        throw new IOException("not an HTTP API event: its body is not base64", e);
      }
    }
  }
}
