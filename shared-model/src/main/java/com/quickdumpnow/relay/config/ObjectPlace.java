package com.quickdumpnow.relay.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an object is in S3. */
public record ObjectPlace(String bucket, String key) {
  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([A-Za-z0-9._/-]{1,200})");

  /** Whether that is meant to be one. */
  public static boolean isMeantBy(String value) {
    return value.startsWith("s3://");
  }

  /**
   * @throws MalformedSettingException when it is not {@code s3://bucket/key}
   */
  public static ObjectPlace parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches()) {
      throw new MalformedSettingException("has an object that is not s3://bucket/key");
    }
    return new ObjectPlace(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
