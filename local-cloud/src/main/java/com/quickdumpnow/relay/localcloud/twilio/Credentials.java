package com.quickdumpnow.relay.localcloud.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Basic authentication with an account's SID and token.
 *
 * @param tokens by account SID
 */
record Credentials(Map<String, String> tokens) {

  /** Whose request it is; empty: the credentials are nobody's. */
  Optional<String> account(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .flatMap(
            header ->
                tokens.entrySet().stream()
                    .filter(entry -> isOf(entry, header))
                    .map(Map.Entry::getKey)
                    .findFirst());
  }

  private static boolean isOf(Map.Entry<String, String> account, String header) {
    String pair = account.getKey() + ":" + account.getValue();
    String expected = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    return MessageDigest.isEqual(header.getBytes(UTF_8), expected.getBytes(UTF_8));
  }
}
