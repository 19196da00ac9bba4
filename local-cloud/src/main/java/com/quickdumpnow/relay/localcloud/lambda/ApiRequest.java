package com.quickdumpnow.relay.localcloud.lambda;

import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as the gateway received it; header names in lower case. */
final class ApiRequest {

  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final String protocol;
  private final String sourceIp;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  ApiRequest(
      String method,
      String rawPath,
      String rawQuery,
      String protocol,
      String sourceIp,
      Map<String, List<String>> headers,
      byte[] body) {
    this.method = method;
    this.rawPath = rawPath;
    this.rawQuery = rawQuery;
    this.protocol = protocol;
    this.sourceIp = sourceIp;
    this.headers = new TreeMap<>();
    headers.forEach((n, v) -> this.headers.put(n.toLowerCase(Locale.ROOT), List.copyOf(v)));
    this.body = body;
  }

  /**
   * @param rawPath the exchange's own, or what is left of it without a prefix
   * @throws com.quickdumpnow.relay.localcloud.web.BodyTooLargeException beyond {@code limit} octets
   */
  static ApiRequest read(HttpExchange exchange, String rawPath, int limit) throws IOException {
    return new ApiRequest(
        exchange.getRequestMethod(),
        rawPath,
        Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
        exchange.getProtocol(),
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        exchange.getRequestHeaders(),
        Exchanges.body(exchange, limit));
  }

  String method() {
    return method;
  }

  String rawPath() {
    return rawPath;
  }

  String rawQuery() {
    return rawQuery;
  }

  String protocol() {
    return protocol;
  }

  String sourceIp() {
    return sourceIp;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  /** The first value of a header, by its lower-case name; empty when it is missing. */
  String header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  byte[] body() {
    return body;
  }
}
