package com.quickdumpnow.relay.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads and writes the times of a document, of which they are a large part. The JDK's parser of
 * instants takes a third of the time in which one is read, several times as much before it is
 * compiled, and can read far more than {@link Instant#toString} ever writes: the usual forms are
 * read and written here, and everything else by the JDK.
 */
final class Iso8601 {
  private static final int SECONDS_END = "0000-00-00T00:00:00".length();

  /** Of a fraction of a second; and no more are sure to be an {@code int}. */
  private static final int MAX_DIGITS = 9;

  private static final int NONE = -1;

  /** The years of four digits, 0 to 9999. */
  private static final long FIRST_SECOND = -62_167_219_200L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private Iso8601() {}

  /**
   * The same as {@link Instant#parse}.
   *
   * @throws java.time.format.DateTimeParseException when it is no instant
   */
  static Instant instant(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_END
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(last) != 'Z') {
      return Instant.parse(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nanos = nanos(text, last);
    boolean hasForm = (year | month | day | hour | minute | second | nanos) >= 0;
    if (!hasForm || hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    try {
      long hours = LocalDate.of(year, month, day).toEpochDay() * 24 + hour;
      return Instant.ofEpochSecond((hours * 60 + minute) * 60 + second, nanos);
    } catch (DateTimeException _) {
      return Instant.parse(text);
    }
  }

  /** The same as {@link Instant#toString}. */
  static String text(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      return instant.toString();
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
    int ofDay = (int) Math.floorMod(seconds, 86_400L);
    StringBuilder text = new StringBuilder(SECONDS_END + 1 + MAX_DIGITS + 1);
    append(text, date.getYear(), 1000);
    append(text.append('-'), date.getMonthValue(), 10);
    append(text.append('-'), date.getDayOfMonth(), 10);
    append(text.append('T'), ofDay / 3600, 10);
    append(text.append(':'), ofDay / 60 % 60, 10);
    append(text.append(':'), ofDay % 60, 10);
    int nanos = instant.getNano();
    if (nanos % 1_000 != 0) {
      append(text.append('.'), nanos, 100_000_000);
    } else if (nanos % 1_000_000 != 0) {
      append(text.append('.'), nanos / 1_000, 100_000);
    } else if (nanos != 0) {
      append(text.append('.'), nanos / 1_000_000, 100);
    }
    return text.append('Z').toString();
  }

  /**
   * The same as {@link Duration#parse}.
   *
   * @throws java.time.format.DateTimeParseException when it is no duration
   */
  static Duration duration(String text) {
    int last = text.length() - 1;
    boolean isSeconds =
        text.startsWith("PT") && text.charAt(last) == 'S' && last > 2 && last <= 2 + MAX_DIGITS;
    int seconds = isSeconds ? number(text, 2, last) : NONE;
    return seconds < 0 ? Duration.parse(text) : Duration.ofSeconds(seconds);
  }

  /**
   * @param place the value of the first digit's place
   */
  private static void append(StringBuilder text, int number, int place) {
    for (int at = place; at > 0; at /= 10) {
      text.append((char) ('0' + number / at % 10));
    }
  }

  /** Nothing, or a point and at most nine digits of a fraction. */
  private static int nanos(String text, int last) {
    if (last == SECONDS_END) {
      return 0;
    }
    int digits = last - SECONDS_END - 1;
    if (text.charAt(SECONDS_END) != '.' || digits < 1 || digits > MAX_DIGITS) {
      return NONE;
    }
    int nanos = number(text, SECONDS_END + 1, last);
    for (; nanos > 0 && digits < MAX_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** At most nine digits; {@link #NONE} unless there is nothing else. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
