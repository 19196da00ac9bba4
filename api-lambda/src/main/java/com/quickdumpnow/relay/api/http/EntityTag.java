package com.quickdumpnow.relay.api.http;

import com.quickdumpnow.relay.lambda.HttpEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weak entity tag (RFC 9110 8.8.3): the same tag means the same content, in whatever encoding it
 * travels.
 *
 * @param opaque without the quotes
 */
public record EntityTag(String opaque) {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([!#-~\\x80-\\xff]*)\"");
  private static final int HASH_BYTES = 12;

  /** The tag of a version that somebody else named. */
  public static EntityTag ofVersion(String version) {
    return new EntityTag(version.replaceAll("[^!#-~]", ""));
  }

  public static EntityTag ofContent(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new EntityTag(
          Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  public String header() {
    return "W/\"" + opaque + "\"";
  }

  /** Whether the caller has this already ({@code If-None-Match}: a list or {@code *}). */
  public boolean isKnownTo(HttpEvent request) {
    Optional<String> known = request.header("If-None-Match");
    if (known.isEmpty()) {
      return false;
    }
    if (known.get().strip().equals("*")) {
      return true;
    }
    Matcher tags = TAG.matcher(known.get());
    while (tags.find()) {
      if (opaque.equals(tags.group(1))) {
        return true;
      }
    }
    return false;
  }
}
