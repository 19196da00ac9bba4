package com.quickdumpnow.relay.text;

import java.util.function.IntUnaryOperator;

/**
 * How a text travels and is paid for. One that has only GSM-7 characters takes 160 units in a
 * single segment and 153 in each of several; any other takes 70 and 67. Neither an escaped GSM-7
 * character nor a surrogate pair is split between segments, so a segment may stay one unit short.
 *
 * @param units septets in GSM-7 ({@code ^{}\[~]|€} take two), UTF-16 code units in UCS-2
 * @param count segments, at least 1
 * @see <a href="https://www.twilio.com/docs/glossary/what-sms-character-limit">Twilio on
 *     segments</a>
 */
public record Segments(Encoding encoding, int units, int count) {
  /** How the characters are coded on the air. */
  public enum Encoding {
    GSM_7(160, 153),
    UCS_2(70, 67);

    private final int alone;
    private final int joined;

    Encoding(int alone, int joined) {
      this.alone = alone;
      this.joined = joined;
    }
  }

  /** Counts a text as it is, every character included. */
  public static Segments of(String text) {
    return text.codePoints().allMatch(Gsm7::has)
        ? count(text, Encoding.GSM_7, Gsm7::units)
        : count(text, Encoding.UCS_2, Character::charCount);
  }

  /** Whether the text is a single segment in GSM-7: the cheapest there is. */
  public boolean isOneOfGsm7() {
    return encoding == Encoding.GSM_7 && count == 1;
  }

  private static Segments count(String text, Encoding encoding, IntUnaryOperator width) {
    int units = text.codePoints().map(width).sum();
    if (units <= encoding.alone) {
      return new Segments(encoding, units, 1);
    }
    int segments = 1;
    int used = 0;
    for (int unit : text.codePoints().map(width).toArray()) {
      if (used + unit > encoding.joined) {
        segments++;
        used = 0;
      }
      used += unit;
    }
    return new Segments(encoding, units, segments);
  }
}
