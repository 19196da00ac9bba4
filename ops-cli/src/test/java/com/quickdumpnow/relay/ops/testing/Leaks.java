package com.quickdumpnow.relay.ops.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What no log line may hold. */
public final class Leaks {
  /** E.164, or the national form as people write it; not a part of some longer id. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![0-9A-Za-z-])(\\+\\d{8,15}|1?\\d{10}|\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4})"
              + "(?![0-9A-Za-z-])");

  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.]+");

  private final List<String> secrets = new ArrayList<>();

  /**
   * @param known beside any phone number and any email address: bodies, tokens, names of customers
   */
  public Leaks(Set<String> known) {
    secrets.addAll(known);
  }

  /** One more. */
  public void add(String secret) {
    secrets.add(secret);
  }

  /** The lines that hold something of it, each with what. */
  public List<String> in(List<String> lines) {
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      if (NUMBER.matcher(line).find()) {
        found.add("a phone number: " + line);
      } else if (ADDRESS.matcher(line).find()) {
        found.add("an email address: " + line);
      } else {
        secrets.stream()
            .filter(line::contains)
            .findFirst()
            .ifPresent(s -> found.add(s + ": " + line));
      }
    }
    return found;
  }
}
