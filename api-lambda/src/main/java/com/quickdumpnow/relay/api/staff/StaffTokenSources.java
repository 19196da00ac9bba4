package com.quickdumpnow.relay.api.staff;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.token.StaffTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code QDN_STAFF_TOKENS} says.
 *
 * @param configured the hashes in the setting itself, if there are any
 * @param object where more of them are kept, and can be revoked without a deployment
 */
public record StaffTokenSources(Optional<StaffTokens> configured, Optional<Place> object) {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      StaffTokens.FORMAT + ", or s3://bucket/key of an object with more of them, or both";

  private static final Pattern OBJECT =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([A-Za-z0-9._/-]{1,200})");

  /** An object in S3. */
  public record Place(String bucket, String key) {}

  /**
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}
   */
  public static StaffTokenSources parse(String value) {
    List<String> hashes = new ArrayList<>();
    Optional<Place> object = Optional.empty();
    for (String entry : value.split(",", -1)) {
      if (!entry.strip().startsWith("s3://")) {
        hashes.add(entry);
      } else if (object.isPresent()) {
        throw new MalformedSettingException("names two objects");
      } else {
        object = Optional.of(place(entry.strip()));
      }
    }
    Optional<StaffTokens> configured =
        hashes.isEmpty()
            ? Optional.empty()
            : Optional.of(StaffTokens.parse(String.join(",", hashes)));
    return new StaffTokenSources(configured, object);
  }

  private static Place place(String uri) {
    Matcher matcher = OBJECT.matcher(uri);
    if (!matcher.matches()) {
      throw new MalformedSettingException("has an object that is not s3://bucket/key");
    }
    return new Place(matcher.group(1), matcher.group(2));
  }

  /** Who holds a token of the settings; nobody where there are none. */
  public Optional<String> identify(String token) {
    return configured.flatMap(tokens -> tokens.identify(token));
  }
}
