package com.quickdumpnow.relay.api.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A request's {@code Idempotency-Key}, as it is kept.
 *
 * @param key SHA-256 over staff name, method, path and key, hex: one key means another request for
 *     everybody and on every route
 * @param bodyHash SHA-256 of the body's bytes, hex
 */
public record IdempotencyKey(String key, String bodyHash) {
  public static final String HEADER = "Idempotency-Key";
  public static final String RULE = "1 to 255 visible ASCII characters";
  static final Duration KEPT = Duration.ofHours(24);
  private static final Pattern GRAMMAR = Pattern.compile("[!-~]{1,255}");

  /**
   * @param path of the request, as the route has it with its parameters in place
   * @param given the header's value
   * @throws IllegalArgumentException when it breaks {@link #RULE}
   */
  public static IdempotencyKey of(String staff, String path, String given, byte[] body) {
    if (!GRAMMAR.matcher(given).matches()) {
      throw new IllegalArgumentException("use " + RULE);
    }
    String scope = String.join("\n", staff, "POST", path, given);
    return new IdempotencyKey(sha256(scope.getBytes(StandardCharsets.UTF_8)), sha256(body));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
