package com.quickdumpnow.relay.model;

import java.util.function.Predicate;

/**
 * Texts of ASCII characters of one set. A regular expression says the same; but a document is full
 * of ids, and matching them was a tenth of what it takes to read it.
 */
final class Letters implements Predicate<String> {
  private final String prefix;
  private final int least;
  private final int most;
  private final boolean[] allowed = new boolean[128];

  private Letters(String prefix, int least, int most) {
    this.prefix = prefix;
    this.least = least;
    this.most = most;
  }

  /**
   * @param prefix what it begins with
   * @param least how many characters follow at least
   * @param most and at the most
   * @param ranges of characters: the first and the last of each
   */
  static Letters of(String prefix, int least, int most, String... ranges) {
    Letters letters = new Letters(prefix, least, most);
    for (String range : ranges) {
      for (char c = range.charAt(0); c <= range.charAt(1); c++) {
        letters.allowed[c] = true;
      }
    }
    return letters;
  }

  @Override
  public boolean test(String value) {
    int count = value.length() - prefix.length();
    if (count < least || count > most || !value.startsWith(prefix)) {
      return false;
    }
    for (int i = prefix.length(); i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= allowed.length || !allowed[c]) {
        return false;
      }
    }
    return true;
  }
}
