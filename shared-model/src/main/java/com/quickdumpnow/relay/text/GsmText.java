package com.quickdumpnow.relay.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.Map;

/**
 * A text with GSM-7's characters as far as possible.
 *
 * @param text on one line
 * @param complete whether every character is in GSM-7; if not, the others stand in {@code text} as
 *     they were
 */
public record GsmText(String text, boolean complete) {
  private static final Map<Integer, String> LOOKALIKES = lookalikes();

  /**
   * Puts the text on one line ({@link Clean#line}) and replaces what GSM-7 lacks by what reads the
   * same: plain quotes, dashes and dots for typographic ones, base letters for accented ones,
   * compatibility forms (full width, ligatures, fractions) by what they are made of.
   */
  public static GsmText plain(String text) {
    StringBuilder plain = new StringBuilder();
    Normalizer.normalize(Clean.line(text), Form.NFC)
        .codePoints()
        .forEach(codePoint -> plain.append(plain(codePoint)));
    String line = Clean.line(plain.toString());
    return new GsmText(line, line.codePoints().allMatch(Gsm7::has));
  }

  private static String plain(int codePoint) {
    String original = Character.toString(codePoint);
    if (Gsm7.has(codePoint)) {
      return original;
    }
    StringBuilder parts = new StringBuilder();
    Normalizer.normalize(original, Form.NFKD)
        .codePoints()
        .filter(part -> !isMark(part))
        .forEach(part -> parts.append(LOOKALIKES.getOrDefault(part, Character.toString(part))));
    return parts.codePoints().allMatch(Gsm7::has) ? parts.toString() : original;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static Map<Integer, String> lookalikes() {
    Map<Integer, String> table = new HashMap<>();
    replace(table, "`´‘’‚‛ʹʻʼˈ′‵‹›", "'");
    replace(table, "“”„‟«»″‶", "\"");
    replace(table, "‐‑‒–—―−⁃•", "-");
    replace(table, "⁄∕", "/");
    replace(table, "·∙", ".");
    replace(table, "×", "x");
    replace(table, "©", "(C)");
    replace(table, "®", "(R)");
    replace(table, "đð", "d");
    replace(table, "ĐÐ", "D");
    replace(table, "ħ", "h");
    replace(table, "Ħ", "H");
    replace(table, "ı", "i");
    replace(table, "ł", "l");
    replace(table, "Ł", "L");
    replace(table, "œ", "oe");
    replace(table, "Œ", "OE");
    replace(table, "þ", "th");
    replace(table, "Þ", "Th");
    replace(table, "ŧ", "t");
    replace(table, "Ŧ", "T");
    replace(table, "ẞ", "SS");
    String greek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    String latin = "ABEZHIKMNOPTYX";
    for (int i = 0; i < greek.length(); i++) {
      replace(table, greek.substring(i, i + 1), latin.substring(i, i + 1));
    }
    return Map.copyOf(table);
  }

  private static void replace(Map<Integer, String> table, String characters, String by) {
    characters.codePoints().forEach(character -> table.put(character, by));
  }
}
