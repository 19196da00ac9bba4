package com.quickdumpnow.relay.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.lambda.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Makes replies. Nothing keeps one ({@code no-store}) unless its route says so. */
public final class Replies {
  private Replies() {}

  public static HttpReply empty(int status) {
    return guarded(HttpReply.empty(status));
  }

  public static HttpReply json(int status, JsonNode body) {
    return text(status, "application/json", body);
  }

  static HttpReply text(int status, String contentType, JsonNode body) {
    String json = new String(Json.write(body), StandardCharsets.UTF_8);
    return guarded(HttpReply.text(status, contentType, json));
  }

  /**
   * @param body travels in base64: for what is compressed, or what may be so large that its size in
   *     the Lambda's answer has to be foreseeable
   */
  public static HttpReply binary(int status, String contentType, byte[] body) {
    return guarded(HttpReply.binary(status, contentType, body));
  }

  /** The same without its body but with the body's length, as HEAD wants it. */
  public static HttpReply withoutBody(HttpReply reply) {
    HttpReply head = new HttpReply(reply.status(), reply.headers(), "", false);
    return reply.body().isEmpty() ? head : head.with("content-length", "" + length(reply));
  }

  private static int length(HttpReply reply) {
    return reply.base64()
        ? Base64.getDecoder().decode(reply.body()).length
        : reply.body().getBytes(StandardCharsets.UTF_8).length;
  }

  private static HttpReply guarded(HttpReply reply) {
    return reply.with("cache-control", "no-store").with("x-content-type-options", "nosniff");
  }
}
