package com.quickdumpnow.relay.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A time zone by its name in the IANA database. A name that is not known on this machine is kept
 * all the same: another one's database may be newer.
 */
public record TimeZoneName(String value) {
  /** What a value has to look like, in words that follow "use ". */
  public static final String RULE = "a time zone's name such as America/Los_Angeles";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_+/-]{0,49}");

  public TimeZoneName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException("not a time zone: use " + RULE);
    }
  }

  /**
   * @throws IllegalArgumentException when it is not known on this machine, or says an offset only,
   *     which knows no daylight saving
   */
  public static TimeZoneName known(String value) {
    TimeZoneName name = new TimeZoneName(value);
    if (name.zone().filter(zone -> !(zone instanceof ZoneOffset)).isEmpty()) {
      throw new IllegalArgumentException("not a time zone: use " + RULE);
    }
    return name;
  }

  /** Empty where this machine does not know it. */
  public Optional<ZoneId> zone() {
    try {
      return Optional.of(ZoneId.of(value));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
