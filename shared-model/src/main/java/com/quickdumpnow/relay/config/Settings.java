package com.quickdumpnow.relay.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a program's settings in two steps, so that all problems come out at once: name every
 * setting, then {@link #build} the program's record from the values.
 *
 * <pre>{@code
 * Settings settings = Settings.of(System.getenv());
 * Supplier<String> bucket = settings.text("QDN_BUCKET").required();
 * Supplier<Duration> pause = settings.duration("QDN_PAUSE", ofMillis(1), ofHours(1)).orElse(ofSeconds(5));
 * return settings.build(() -> new WorkerConfig(bucket.get(), pause.get()));
 * }</pre>
 *
 * Surrounding white space does not count, and a blank variable counts as not set. A value
 * {@code @/path} stands for the content of that file (UTF-8, at most 1 MiB), for every kind of
 * setting. Not thread-safe.
 */
public final class Settings {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  public static Settings of(Map<String, String> environment) {
    return new Settings(Map.copyOf(environment));
  }

  public Setting<String> text(String name) {
    return parsed(name, "any text", Function.identity());
  }

  public Setting<Secret> secret(String name) {
    return parsed(name, "a secret", Secret::of);
  }

  /**
   * An absolute {@code http} or {@code https} URL with a host, and without user, query or fragment;
   * it comes without a trailing slash, so that a path can be appended.
   */
  public Setting<URI> url(String name) {
    return parsed(name, "a URL such as https://api.example.com", Formats::url);
  }

  /** ISO-8601 ({@code PT1M30S}) or a whole number of {@code ms, s, m, h, d}; ends included. */
  public Setting<Duration> duration(String name, Duration least, Duration most) {
    return parsed(
        name,
        "a duration such as 30s, 5m or PT1M30S, from " + least + " to " + most,
        value -> Formats.within(Formats.duration(value), least, most));
  }

  /** A whole number in decimal digits; both ends are included. */
  public Setting<Integer> integer(String name, int least, int most) {
    return parsed(
        name,
        "a whole number from " + least + " to " + most,
        value -> Formats.within(Formats.integer(value), least, most));
  }

  /** At least one item; items are separated by commas and stripped, empty ones left out. */
  public Setting<List<String>> list(String name) {
    return parsed(name, "one or more items with commas between", Formats::list);
  }

  /**
   * A setting with a format of its own.
   *
   * @param valid what would be valid, in words that follow "use "
   * @param parser throws {@link MalformedSettingException} to say what is wrong; the message of any
   *     other {@link IllegalArgumentException} is not shown, as it may repeat the value
   */
  public <T> Setting<T> parsed(String name, String valid, Function<String, T> parser) {
    return new Setting<>(this, name, valid, parser);
  }

  /** Whether it is set, to nothing; one that is not set at all is not. */
  public boolean isBlank(String name) {
    return environment.containsKey(name) && environment.getOrDefault(name, "").isBlank();
  }

  /** Adds a problem that concerns several settings, or one that only the program can see. */
  public void reject(String name, String wrong, String valid) {
    problems.add(ConfigurationException.problem(name, wrong, valid));
  }

  /**
   * The program's record, made from the values asked for before.
   *
   * @throws ConfigurationException with every problem found so far
   */
  public <T> T build(Supplier<T> record) {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return record.get();
  }

  private <T> Optional<T> read(Setting<T> setting, Supplier<Optional<T>> whenUnset) {
    String value = environment.getOrDefault(setting.name, "").strip();
    if (value.isEmpty()) {
      return whenUnset.get();
    }
    try {
      return Optional.of(setting.parser.apply(Formats.content(value)));
    } catch (MalformedSettingException e) {
      reject(setting.name, e.wrong(), setting.valid);
    } catch (IllegalArgumentException _) {
      reject(setting.name, "is malformed", setting.valid);
    }
    return Optional.empty();
  }

  /** One variable and how to read it; the last call says what its absence means. */
  public static final class Setting<T> {
    private final Settings settings;
    private final String name;
    private final String valid;
    private final Function<String, T> parser;

    private Setting(Settings settings, String name, String valid, Function<String, T> parser) {
      this.settings = settings;
      this.name = name;
      this.valid = valid;
      this.parser = parser;
    }

    /** Its absence is a problem. */
    public Supplier<T> required() {
      return value(
          settings.read(
              this,
              () -> {
                settings.reject(name, "is not set", valid);
                return Optional.empty();
              }));
    }

    public Supplier<T> orElse(T fallback) {
      return value(settings.read(this, () -> Optional.of(fallback)));
    }

    public Supplier<Optional<T>> optional() {
      Optional<T> value = settings.read(this, Optional::empty);
      return () -> value;
    }

    private Supplier<T> value(Optional<T> value) {
      return () ->
          value.orElseThrow(() -> new IllegalStateException(name + " is read outside of build()"));
    }
  }
}
