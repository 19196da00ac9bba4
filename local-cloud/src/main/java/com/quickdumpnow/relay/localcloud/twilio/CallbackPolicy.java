package com.quickdumpnow.relay.localcloud.twilio;

import com.quickdumpnow.relay.localcloud.web.Form;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a callback is tried and retried, from its URL's fragment.
 *
 * @param retries {@code rc}, 0 to 5
 * @param retryOn {@code rp}
 * @param connectTimeout {@code ct}, milliseconds
 * @param readTimeout {@code rt}, milliseconds
 * @param total {@code tt}, milliseconds: no try begins later
 * @see <a
 *     href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">Connection
 *     overrides</a>
 */
record CallbackPolicy(
    int retries,
    Set<Failure> retryOn,
    Duration connectTimeout,
    Duration readTimeout,
    Duration total) {

  CallbackPolicy {
    retryOn = Set.copyOf(retryOn);
  }

  /** Ways in which a callback fails. */
  enum Failure {
    CONNECT("ct"),
    READ("rt"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx");

    private final String wire;

    Failure(String wire) {
      this.wire = wire;
    }
  }

  /** Defaults stand in for what is missing or not a number; numbers are cut to their ranges. */
  static CallbackPolicy parse(@Nullable String fragment) {
    Form form = Form.parse(fragment);
    return new CallbackPolicy(
        number(form, "rc", 1, 0, 5),
        failures(form.first("rp").orElse("ct")),
        Duration.ofMillis(number(form, "ct", 5_000, 100, 10_000)),
        Duration.ofMillis(number(form, "rt", 15_000, 100, 15_000)),
        Duration.ofMillis(number(form, "tt", 15_000, 100, 15_000)));
  }

  private static int number(Form form, String name, int preset, int min, int max) {
    return form.first(name)
        .filter(v -> v.matches("\\d{1,9}"))
        .map(v -> Math.clamp(Integer.parseInt(v), min, max))
        .orElse(preset);
  }

  private static Set<Failure> failures(String list) {
    Set<String> names = new HashSet<>(Arrays.asList(list.split(",", -1)));
    Set<Failure> failures = EnumSet.noneOf(Failure.class);
    Arrays.stream(Failure.values())
        .filter(f -> names.contains("all") || names.contains(f.wire))
        .forEach(failures::add);
    return failures;
  }
}
