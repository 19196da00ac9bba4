package com.quickdumpnow.relay.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The formats that settings share. What is wrong comes as {@link MalformedSettingException}. */
final class Formats {
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private Formats() {}

  /** The value itself, or what is in the file it refers to. */
  static String content(String value) {
    if (!value.startsWith("@/")) {
      return value;
    }
    try (InputStream file = Files.newInputStream(Path.of(value.substring(1)))) {
      byte[] bytes = file.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new MalformedSettingException("refers to a file of more than 1 MiB");
      }
      String content =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (content.isEmpty()) {
        throw new MalformedSettingException("refers to an empty file");
      }
      return content;
    } catch (IOException | InvalidPathException _) {
      throw new MalformedSettingException("refers to a file that cannot be read as UTF-8 text");
    }
  }

  static URI url(String value) {
    URI url = URI.create(value.replaceFirst("/+$", ""));
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new MalformedSettingException("is not an http or https URL with a host");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new MalformedSettingException("has a user, a query or a fragment");
    }
    return url;
  }

  static Duration duration(String value) {
    Matcher simple = SIMPLE_DURATION.matcher(value);
    if (simple.matches()) {
      ChronoUnit unit = Optional.ofNullable(UNITS.get(simple.group(2))).orElseThrow();
      return Duration.of(Long.parseLong(simple.group(1)), unit);
    }
    try {
      return Duration.parse(value);
    } catch (DateTimeException _) {
      throw new MalformedSettingException("is not a duration");
    }
  }

  static int integer(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw new MalformedSettingException("is not a whole number");
    }
  }

  static List<String> list(String value) {
    List<String> items =
        Stream.of(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty()).toList();
    if (items.isEmpty()) {
      throw new MalformedSettingException("has no items");
    }
    return items;
  }

  static <T extends Comparable<T>> T within(T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new MalformedSettingException("is out of range");
    }
    return value;
  }
}
