package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import com.quickdumpnow.relay.lambda.HttpReply;
import java.util.Set;

/**
 * Lets our two sites read the API from a browser (<a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>). Other origins get no header
 * of it, so their browsers refuse. Immutable.
 */
public final class Cors {
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-None-Match";
  private static final String EXPOSED =
      "Allow, ETag, Idempotency-Replayed, Link, Retry-After, WWW-Authenticate";
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> origins;

  /**
   * @param origins scheme, host and port as browsers write them: {@code
   *     https://dashboard.quickdumpnow.com}
   */
  public Cors(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  /** {@code reply} with what {@code request}'s origin has to know. */
  public HttpReply apply(HttpEvent request, HttpReply reply) {
    HttpReply varying = vary(reply, "Origin");
    String origin = request.header("Origin").orElse("");
    if (!origins.contains(origin)) {
      return varying;
    }
    HttpReply open = varying.with("access-control-allow-origin", origin);
    boolean preflight =
        request.method().equals("OPTIONS")
            && reply.status() == 204
            && request.header("Access-Control-Request-Method").isPresent();
    return preflight
        ? open.with("access-control-allow-methods", reply.headers().getOrDefault("allow", ""))
            .with("access-control-allow-headers", REQUEST_HEADERS)
            .with("access-control-max-age", PREFLIGHT_SECONDS)
        : open.with("access-control-expose-headers", EXPOSED);
  }

  private static HttpReply vary(HttpReply reply, String header) {
    String before = reply.headers().getOrDefault("vary", "");
    return reply.with("vary", before.isEmpty() ? header : before + ", " + header);
  }
}
