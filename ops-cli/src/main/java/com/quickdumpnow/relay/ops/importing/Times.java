package com.quickdumpnow.relay.ops.importing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as exports write them: ISO 8601, as Americans do, or Excel's serial numbers. */
final class Times {
  static final String RULE =
      "a time such as 2025-01-15T14:32:00Z, 2025-01-15 14:32, 1/15/2025 2:32 PM, or Excel's serial"
          + " number";

  /**
   * Excel counts days from here, so that 1 is the first of January 1900 but for a leap day that
   * there never was
   * (https://learn.microsoft.com/en-us/troubleshoot/microsoft-365-apps/excel/wrongly-assumes-1900-is-leap-year).
   */
  private static final LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);

  /** From 1982 to 2118; other numbers are no dates of ours. */
  private static final Pattern SERIAL = Pattern.compile("[3-7]\\d{4}(\\.\\d+)?");

  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  private static final List<DateTimeFormatter> LOCAL =
      List.of(
          format("uuuu-MM-dd[['T'][' ']HH:mm[:ss][.SSS]]"),
          format("M/d/[uuuu][uu][[,] h:mm[:ss][ ]a]"),
          format("M/d/[uuuu][uu][[,] H:mm[:ss]]"));

  private Times() {}

  /** Empty when it is none. */
  static Optional<Instant> parse(String value, ZoneId zone) {
    if (SERIAL.matcher(value).matches()) {
      return Optional.of(serial(new BigDecimal(value), zone));
    }
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException _) {
      return LOCAL.stream().flatMap(format -> local(value, format, zone).stream()).findFirst();
    }
  }

  private static Instant serial(BigDecimal days, ZoneId zone) {
    BigDecimal whole = days.setScale(0, RoundingMode.DOWN);
    long seconds =
        days.subtract(whole).multiply(SECONDS_A_DAY).setScale(0, RoundingMode.HALF_UP).longValue();
    return EXCEL_ZERO
        .plusDays(whole.longValueExact())
        .atStartOfDay()
        .plusSeconds(seconds)
        .atZone(zone)
        .toInstant();
  }

  private static Optional<Instant> local(String value, DateTimeFormatter format, ZoneId zone) {
    try {
      TemporalAccessor found = format.parseBest(value, LocalDateTime::from, LocalDate::from);
      LocalDateTime time =
          found instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(found);
      return Optional.of(time.atZone(zone).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
