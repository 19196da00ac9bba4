package com.quickdumpnow.relay.text;

import java.util.regex.Pattern;

/** Makes values that people typed fit to stand inside a message of ours. */
final class Clean {
  // Each starts where a run starts and gives nothing back, so that long input costs linear time.
  private static final Pattern SCHEME = Pattern.compile("(?i)(?<![a-z0-9+.-])[a-z0-9+.-]++://");
  private static final Pattern INNER_DOT = Pattern.compile("(?<![.。．｡])[.。．｡]++(?=\\S)");
  private static final Pattern DECIMAL = Pattern.compile("[^.]*\\d\\.\\d[^.]*");
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  private Clean() {}

  /**
   * On one line: white space and control characters become single spaces, invisible format
   * characters (bidirectional controls, zero-width ones) and halves of surrogate pairs disappear.
   */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().forEach(codePoint -> line.append(onLine(codePoint)));
    return SPACES.matcher(line).replaceAll(" ").strip();
  }

  /**
   * So that no phone or mail program turns a part of it into a link: without any {@code scheme://},
   * and with a space for each dot that another character follows at once. Decimals stay ("1.5"),
   * and so do dots at the end of a word ("St. Louis").
   */
  static String unlinked(String line) {
    StringBuilder words = new StringBuilder();
    for (String word : SCHEME.matcher(line).replaceAll(" ").split(" ", -1)) {
      boolean decimal = DECIMAL.matcher(word).matches();
      words.append(decimal ? word : INNER_DOT.matcher(word).replaceAll(" ")).append(' ');
    }
    return SPACES.matcher(words).replaceAll(" ").strip();
  }

  private static String onLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          " ";
      case Character.FORMAT, Character.SURROGATE -> "";
      default -> Character.toString(codePoint);
    };
  }
}
