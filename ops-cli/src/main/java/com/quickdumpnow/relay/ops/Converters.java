package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the options of all commands are read; each complaint says what would be right. */
final class Converters {
  private Converters() {}

  static CommandLine registered(CommandLine line) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(PhoneNumber.class, Converters::phone)
        .registerConverter(Duration.class, Converters::duration)
        .registerConverter(Language.class, Converters::language)
        .registerConverter(URI.class, Converters::url);
  }

  private static PhoneNumber phone(String value) {
    try {
      return new PhoneNumber(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Language language(String value) {
    try {
      return new Language(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Duration duration(String value) {
    if (!value.matches("[1-9]\\d{0,4}[smhd]")) {
      throw new TypeConversionException("not a time: use 30s, 2m, 1h or 7d");
    }
    if (value.endsWith("d")) {
      return Duration.parse("P" + value.toUpperCase(Locale.ROOT));
    }
    return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
  }

  private static URI url(String value) {
    if (!value.matches("https?://[^\\s/?#]+[^\\s?#]*")) {
      throw new TypeConversionException("not a URL: use one such as https://api.example.com");
    }
    return URI.create(value);
  }
}
