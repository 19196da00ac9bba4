package com.quickdumpnow.relay.token;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.model.JobId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues and verifies the token in a tracking link: {@code {jobId}.{keyId}{mac}}, where keyId is 1
 * to 4 letters or digits and mac is 16 characters of base64url: the first 96 bits of HMAC-SHA256
 * over a context, the key id and the job id. Nothing is stored, a job id alone opens nothing, and
 * every key that is still configured verifies, so old links live. A token is at most {@value
 * #MAX_LENGTH} characters, each both safe in a URL and one unit in GSM-7. Immutable, thread-safe.
 */
public final class TrackingTokens {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      "keyId=key[,keyId=key..], each key at least 32 random bytes in base64, the signing one first";

  /** 40 for the job id, the dot, 4 for the key id, 16 for the MAC. */
  public static final int MAX_LENGTH = 61;

  /** Change it whenever the MAC's input changes its meaning. */
  private static final String CONTEXT = "qdn tracking token v1";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_KEY_BYTES = 32;
  private static final int MAC_BYTES = 12;
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9]{1,4}");
  private static final Pattern TOKEN =
      Pattern.compile("([A-Za-z0-9_-]{1,40})\\.([A-Za-z0-9]{1,4})([A-Za-z0-9_-]{16})");

  /** In one link of 4,096 the MAC ends in two of the characters that phones leave out. */
  private static final int MAX_LOST = 2;

  private final String signer;
  private final Map<String, SecretKeySpec> keys;

  private TrackingTokens(String signer, Map<String, SecretKeySpec> keys) {
    this.signer = signer;
    this.keys = Map.copyOf(keys);
  }

  /**
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}, or names a
   *     key id twice
   */
  public static TrackingTokens parse(String value) {
    Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    for (String entry : value.split(",", -1)) {
      String[] parts = entry.strip().split("=", 2);
      String place = "has an entry " + (keys.size() + 1) + " ";
      if (parts.length < 2 || !KEY_ID.matcher(parts[0]).matches()) {
        throw new MalformedSettingException(place + "without a key id of 1 to 4 letters or digits");
      }
      if (keys.put(parts[0], key(place, parts[1])) != null) {
        throw new MalformedSettingException(place + "with a key id that was used before");
      }
    }
    return new TrackingTokens(keys.keySet().iterator().next(), keys);
  }

  /** The job's token under the signing key: the same one for as long as that key signs. */
  public String issue(JobId job) {
    return job + "." + signer + mac(signer, job.value());
  }

  /** The job that a token opens; empty when the token is not one of ours, whatever it is. */
  public Optional<JobId> verify(String token) {
    // Phones end a link at its last word character (android.util.Patterns.AUTOLINK_WEB_URL ends in
    // \b), so a MAC that ends in '-' arrives without it.
    String candidate = token;
    for (int lost = 0; lost <= MAX_LOST && candidate.length() <= MAX_LENGTH; lost++) {
      Optional<JobId> job = verifyWhole(candidate);
      if (job.isPresent()) {
        return job;
      }
      candidate += "-";
    }
    return Optional.empty();
  }

  /** Prints key ids only. */
  @Override
  public String toString() {
    return "TrackingTokens[signer=" + signer + ", keys=" + keys.keySet() + "]";
  }

  private Optional<JobId> verifyWhole(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches() || !keys.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    String expected = mac(matcher.group(2), matcher.group(1));
    return MessageDigest.isEqual(bytes(expected), bytes(matcher.group(3)))
        ? Optional.of(new JobId(matcher.group(1)))
        : Optional.empty();
  }

  /** The line feeds keep the parts apart: none of them can hold one. */
  private String mac(String keyId, String job) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(keys.get(keyId));
      byte[] full = mac.doFinal(bytes(CONTEXT + "\n" + keyId + "\n" + job));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(full, MAC_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec key(String place, String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException _) {
      throw new MalformedSettingException(place + "whose key is not base64");
    }
    if (key.length < MIN_KEY_BYTES) {
      throw new MalformedSettingException(place + "whose key is shorter than 32 bytes");
    }
    return new SecretKeySpec(key, ALGORITHM);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
