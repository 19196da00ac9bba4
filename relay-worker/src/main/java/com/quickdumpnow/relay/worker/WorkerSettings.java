package com.quickdumpnow.relay.worker;

import static java.util.stream.Collectors.toSet;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.config.Settings.Setting;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings that are the worker's alone, each with its name, format and range: for the worker,
 * and for tools that look at an installation's settings.
 */
public final class WorkerSettings {
  /** Where health and metrics are served unless told otherwise: a container looks from inside. */
  public static final InetAddress HTTP_HOST = InetAddress.ofLiteral("127.0.0.1");

  static final String LOOKUPS = "QDN_LOOKUP_ACCOUNT";

  private static final String ALLOWED = "QDN_ALLOWED_NUMBERS";
  private static final String NUMBERS =
      "E.164 numbers with commas between, such as +16195551234,+16195551235";
  private static final Pattern ACCOUNT = Pattern.compile("AC[0-9a-fA-F]{32}");

  /** As long as a stop may be held up by it. */
  static final Duration POLL = Duration.ofSeconds(3);

  private static final int LAST_PORT = 65_535;
  private static final int MOST = 1000;
  private static final Duration LONGEST = Duration.ofDays(3650);

  private WorkerSettings() {}

  /** The address on which health and metrics are served. */
  public static Setting<InetAddress> httpHost(Settings settings) {
    return settings.parsed(
        "QDN_HTTP_HOST", "an IP address, 0.0.0.0 for all", InetAddress::ofLiteral);
  }

  /** Their port; 0 for any free one. */
  public static Setting<Integer> httpPort(Settings settings) {
    return settings.integer("QDN_HTTP_PORT", 0, LAST_PORT);
  }

  /** The most triggers in hand. */
  public static Setting<Integer> concurrency(Settings settings) {
    return settings.integer("QDN_WORKER_CONCURRENCY", 1, MOST);
  }

  /** How long a worker counts as alive that has not said so again. */
  public static Setting<Duration> lease(Settings settings) {
    return settings.duration("QDN_LEASE", Duration.ofSeconds(2), Duration.ofMinutes(10));
  }

  /** The longest that a poll for triggers waits; whole seconds. */
  public static Setting<Duration> poll(Settings settings) {
    return settings.duration("QDN_POLL", Duration.ofSeconds(1), POLL);
  }

  /** How long a trigger stays away after the worker that had it died; whole seconds. */
  public static Setting<Duration> visibility(Settings settings) {
    return settings.duration("QDN_VISIBILITY", Duration.ofSeconds(6), Duration.ofMinutes(10));
  }

  /** The pause between two sweeps. */
  public static Setting<Duration> sweepEvery(Settings settings) {
    return settings.duration("QDN_SWEEP_EVERY", Duration.ofMillis(100), Duration.ofHours(1));
  }

  /** The Twilio account that pays for looking numbers up, by its SID. */
  public static Setting<String> lookups(Settings settings) {
    return settings.parsed(LOOKUPS, "AC and 32 hex digits", WorkerSettings::account);
  }

  /** The only numbers that are texted; empty: all are. */
  public static Supplier<Optional<Set<PhoneNumber>>> allowed(Settings settings) {
    if (settings.isBlank(ALLOWED)) {
      // Whoever blanks it may mean nobody, and would reach everybody.
      settings.reject(ALLOWED, "is blank", NUMBERS + "; or leave it unset for everybody");
    }
    return settings.parsed(ALLOWED, NUMBERS, WorkerSettings::numbers).optional();
  }

  /** When finished jobs are archived, and redacted there. */
  public static Supplier<Retention> retention(Settings settings) {
    Duration inDocument =
        settings
            .duration("QDN_RETENTION", Duration.ofMinutes(1), LONGEST)
            .optional()
            .get()
            .orElse(Retention.DEFAULT.inDocument());
    Duration personal =
        settings
            .duration("QDN_REDACT_AFTER", Duration.ofHours(1), LONGEST)
            .optional()
            .get()
            .orElse(Retention.DEFAULT.personal());
    if (personal.compareTo(inDocument) < 0) {
      settings.reject(
          "QDN_REDACT_AFTER",
          "is shorter than QDN_RETENTION",
          "no less than " + inDocument + ": only what is archived is redacted");
    }
    return () -> new Retention(inDocument, personal);
  }

  private static Set<PhoneNumber> numbers(String list) {
    return Stream.of(list.split("\\s*,\\s*", -1)).map(PhoneNumber::new).collect(toSet());
  }

  private static String account(String sid) {
    if (!ACCOUNT.matcher(sid).matches()) {
      throw new MalformedSettingException("is no account SID");
    }
    return sid;
  }
}
