package com.quickdumpnow.relay.api.staff;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.ObjectPlace;
import com.quickdumpnow.relay.token.StaffTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code QDN_STAFF_TOKENS} says.
 *
 * @param configured the hashes in the setting itself, if there are any
 * @param object where more of them are kept, and can be revoked without a deployment
 */
public record StaffTokenSources(Optional<StaffTokens> configured, Optional<ObjectPlace> object) {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      StaffTokens.FORMAT + ", or s3://bucket/key of an object with more of them, or both";

  /**
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}
   */
  public static StaffTokenSources parse(String value) {
    List<String> hashes = new ArrayList<>();
    Optional<ObjectPlace> object = Optional.empty();
    for (String entry : value.split(",", -1)) {
      if (!ObjectPlace.isMeantBy(entry.strip())) {
        hashes.add(entry);
      } else if (object.isPresent()) {
        throw new MalformedSettingException("names two objects");
      } else {
        object = Optional.of(ObjectPlace.parse(entry.strip()));
      }
    }
    Optional<StaffTokens> configured =
        hashes.isEmpty()
            ? Optional.empty()
            : Optional.of(StaffTokens.parse(String.join(",", hashes)));
    return new StaffTokenSources(configured, object);
  }

  /** Who holds a token of the settings; nobody where there are none. */
  public Optional<String> identify(String token) {
    return configured.flatMap(tokens -> tokens.identify(token));
  }
}
