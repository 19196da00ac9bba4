package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.JobStatus;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the columns of an export mean, by a small file of which {@code columns.properties} beside
 * this class is the default.
 */
public final class Columns {
  private static final String STATUS = "status.";
  private static final Set<String> JOB =
      Set.of(
          "job",
          "dispatch",
          "customer",
          "phone",
          "email",
          "language",
          "customerTimeZone",
          "material",
          "tons",
          "address",
          "notes",
          "trailer",
          "status",
          "queued",
          "dispatched",
          "completed",
          "cancelled");
  private static final Set<String> TRAILER =
      Set.of("vin", "latitude", "longitude", "measured", "location", "assigned");
  private static final Pattern ALTERNATIVE = Pattern.compile("\\|");

  private final Properties properties;
  private final Map<JobStatus, List<String>> statuses = new EnumMap<>(JobStatus.class);
  private final ZoneId zone;

  private Columns(Properties properties) {
    this.properties = properties;
    for (JobStatus status : JobStatus.values()) {
      statuses.put(status, alternatives(STATUS + status.wireName()));
    }
    try {
      this.zone = ZoneId.of(properties.getProperty("timeZone", "UTC"));
    } catch (DateTimeException e) {
      throw new ImportException("timeZone is none: use one such as America/Los_Angeles", e);
    }
  }

  /** The default, as a person may copy it. */
  public static String defaultText() {
    try (var in = Columns.class.getResourceAsStream("columns.properties")) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Columns standard() {
    return new Columns(loaded(new Properties(), new StringReader(defaultText())));
  }

  /**
   * What {@code file} says, and the default for the rest.
   *
   * @throws ImportException when it cannot be read, or names something that is no field
   */
  public static Columns of(Path file) {
    Properties standard = loaded(new Properties(), new StringReader(defaultText()));
    Properties given;
    try (Reader in = Files.newBufferedReader(file)) {
      given = loaded(new Properties(), in);
    } catch (IOException e) {
      throw new ImportException("cannot read " + file, e);
    }
    Set<String> unknown = new TreeSet<>(given.stringPropertyNames());
    unknown.removeAll(standard.stringPropertyNames());
    if (!unknown.isEmpty()) {
      throw new ImportException(
          file
              + " names what is no field: "
              + String.join(", ", unknown)
              + "; qdn import"
              + " --print-columns shows all fields",
          null);
    }
    given.forEach((name, value) -> standard.setProperty(name.toString(), value.toString()));
    return new Columns(standard);
  }

  private static Properties loaded(Properties into, Reader in) {
    try {
      into.load(in);
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ZoneId zone() {
    return zone;
  }

  /** The country of numbers without a country code, as ISO 3166 has it. */
  String country() {
    return properties.getProperty("country", "US").strip();
  }

  /** The status that the export calls so. */
  Optional<JobStatus> status(String word) {
    String plain = plain(word);
    return statuses.entrySet().stream()
        .filter(entry -> entry.getValue().contains(plain))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Which of {@code headers} holds that field; empty when none does. */
  Optional<String> header(String field, List<String> headers) {
    return alternatives(field).stream()
        .flatMap(name -> headers.stream().filter(header -> plain(header).equals(name)))
        .findFirst();
  }

  /** Whether entries with those members are jobs; else they are trailers. */
  boolean areJobs(List<String> headers) {
    return header("status", headers).isPresent() || header("customer", headers).isPresent();
  }

  Set<String> fields(boolean jobs) {
    return jobs ? JOB : TRAILER;
  }

  private List<String> alternatives(String field) {
    return Stream.concat(
            Stream.of(plain(field.startsWith(STATUS) ? field.substring(STATUS.length()) : field)),
            ALTERNATIVE.splitAsStream(properties.getProperty(field, "")).map(Columns::plain))
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
