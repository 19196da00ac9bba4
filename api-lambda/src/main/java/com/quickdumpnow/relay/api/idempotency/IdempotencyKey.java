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
 * @param key hash over staff name, method, path and key: one key means another request for
 *     everybody and on every route
 * @param bodyHash hash of the body's bytes; each hash the first half of a SHA-256, hex, as every
 *     active job carries some through every write of the document
 */
public record IdempotencyKey(String key, String bodyHash) {
  public static final String HEADER = "Idempotency-Key";
  public static final String RULE = "1 to 255 visible ASCII characters";
  static final Duration KEPT = Duration.ofHours(24);
  private static final int HASH_BYTES = 16;
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
    return new IdempotencyKey(hash(scope.getBytes(StandardCharsets.UTF_8)), hash(body));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
