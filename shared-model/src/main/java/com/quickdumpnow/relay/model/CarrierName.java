package com.quickdumpnow.relay.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network's name as people know it, out of the free text that look-ups return: {@code Verizon
 * Wireless} and {@code CELLCO PARTNERSHIP DBA VERIZON} are Verizon. What is not among the names
 * known here loses what stands in brackets or behind a dash, and words such as Inc.
 */
public final class CarrierName {
  /** As much as the chain configuration allows for a carrier. */
  private static final int LONGEST = 40;

  /** By a part of the name in lower case, without punctuation; the first one counts. */
  private static final Map<String, String> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("verizon", "Verizon");
    KNOWN.put("cellco", "Verizon");
    KNOWN.put("tmobile", "T-Mobile");
    KNOWN.put("t mobile", "T-Mobile");
    KNOWN.put("metropcs", "T-Mobile");
    KNOWN.put("metro pcs", "T-Mobile");
    // Merged into T-Mobile in 2020; its numbers still carry the name.
    KNOWN.put("sprint", "T-Mobile");
    KNOWN.put("at t", "AT&T");
    KNOWN.put("att mobility", "AT&T");
    KNOWN.put("cingular", "AT&T");
    KNOWN.put("us cellular", "UScellular");
    KNOWN.put("united states cellular", "UScellular");
    KNOWN.put("google", "Google Voice");
    KNOWN.put("grand central", "Google Voice");
  }

  private static final Pattern ASIDE = Pattern.compile("\\(.*?\\)| [-–/:] .*|,.*");
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)[\\s.]+(inc|llc|l\\.l\\.c|ltd|corp|corporation|co|company|wireless|mobility)\\.?$");

  private CarrierName() {}

  /**
   * The name to show; empty for what holds none.
   *
   * @param text from outside: of any length, with anything in it
   */
  public static Optional<String> of(String text) {
    String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    String plain = " " + clean.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ") + " ";
    return KNOWN.entrySet().stream()
        .filter(known -> plain.contains(" " + known.getKey() + " "))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> shortened(clean));
  }

  private static Optional<String> shortened(String clean) {
    String name = ASIDE.matcher(clean).replaceAll("").strip();
    String shorter = FORM.matcher(name).replaceFirst("");
    while (!shorter.equals(name)) {
      name = shorter;
      shorter = FORM.matcher(name).replaceFirst("");
    }
    int[] characters = name.codePoints().limit(LONGEST).toArray();
    return Optional.of(new String(characters, 0, characters.length).strip())
        .filter(some -> !some.isEmpty());
  }
}
