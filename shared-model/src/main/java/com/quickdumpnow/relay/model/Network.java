package com.quickdumpnow.relay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The network that a phone number belongs to, as it was looked up.
 *
 * @param carrier its name as people know it ("Verizon"), see {@link CarrierName}; empty when the
 *     look-up did not say
 * @param askedAt when it was looked up, UTC
 */
public record Network(Optional<String> carrier, LineType type, Instant askedAt, Extras extras) {
  /** Numbers move from network to network. */
  public static final Duration MAX_AGE = Duration.ofDays(90);

  public Network(Optional<String> carrier, LineType type, Instant askedAt) {
    this(carrier, type, askedAt, Extras.NONE);
  }

  /**
   * The kinds of line that matter here.
   *
   * @see <a href="https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence">Twilio's</a>
   */
  public enum LineType {
    MOBILE,
    LANDLINE,
    FIXED_VOIP,
    NON_FIXED_VOIP,
    /** Some other kind: toll-free, pager, … */
    OTHER,
    UNKNOWN;

    /** In words, for people. */
    public String words() {
      return switch (this) {
        case MOBILE, LANDLINE, UNKNOWN -> name().toLowerCase(Locale.ROOT);
        case FIXED_VOIP, NON_FIXED_VOIP -> "internet telephony";
        case OTHER -> "neither mobile nor landline";
      };
    }
  }

  /** Whether it still says something, at that time. */
  public boolean isFreshAt(Instant now) {
    return now.isBefore(askedAt.plus(MAX_AGE));
  }

  /** Where no text arrives: only there is nothing to be tried. */
  public boolean isLandlineAt(Instant now) {
    return type == LineType.LANDLINE && isFreshAt(now);
  }

  /** The carrier's name, while it says something. */
  public Optional<String> carrierAt(Instant now) {
    return isFreshAt(now) ? carrier : Optional.empty();
  }
}
