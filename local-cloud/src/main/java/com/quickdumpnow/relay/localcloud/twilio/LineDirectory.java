package com.quickdumpnow.relay.localcloud.twilio;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What Lookup v2 knows about numbers, and how it fails. A number that nobody set is a mobile one at
 * Verizon Wireless. Thread-safe.
 */
public final class LineDirectory {

  private static final Entry ANY = new Known("Verizon Wireless", "mobile");

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<Trouble> trouble = Optional.empty();

  LineDirectory() {}

  /** What is known about a number. */
  public sealed interface Entry {}

  /**
   * @param type in Lookup's words: {@code mobile}, {@code landline}, {@code fixedVoip}, …
   */
  public record Known(String carrierName, String type) implements Entry {}

  /**
   * The number is valid, and its line unknown: {@code line_type_intelligence} has an error code.
   *
   * @param errorCode 60600 when nothing is known of it, another one when the account may not ask
   */
  public record NoData(int errorCode) implements Entry {}

  /** Lookup answers 404. */
  public record NoSuchNumber() implements Entry {}

  /**
   * How Lookup fails.
   *
   * @param status what it answers, 429 or 5xx
   * @param delay before it answers at all
   */
  public record Trouble(int status, Duration delay) {}

  /** What that number is from now on. */
  public void set(String number, Entry entry) {
    entries.put(number, entry);
  }

  /** From now on every request fails so; empty: none does. */
  public void fail(Optional<Trouble> how) {
    trouble = how;
  }

  /** The numbers asked for, oldest first. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  Optional<Trouble> trouble() {
    return trouble;
  }

  Entry find(String number) {
    asked.add(number);
    return entries.getOrDefault(number, ANY);
  }
}
