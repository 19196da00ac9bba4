package com.quickdumpnow.relay.localcloud.testing.fuzz;

import java.util.Random;

/** Changes a text without knowing what it means. */
public final class TextMutations {
  /** No mutation makes a longer text. */
  public static final int LONGEST = 1 << 16;

  private TextMutations() {}

  /** One to three changes. */
  public static String mutate(Random random, String text) {
    String changed = text;
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed = once(random, changed);
    }
    return changed.length() > LONGEST ? changed.substring(0, LONGEST) : changed;
  }

  /** A few flipped bits, or less of it. */
  public static byte[] mutate(Random random, byte[] bytes) {
    byte[] changed = random.nextInt(4) == 0 ? truncated(random, bytes) : bytes.clone();
    for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] truncated(Random random, byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private static String once(Random random, String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(12));
    String before = text.substring(0, from);
    return switch (random.nextInt(7)) {
      case 0 -> before;
      case 1 -> text.substring(from);
      case 2 -> before + text.substring(to);
      case 3 -> before + OddText.any(random) + text.substring(to);
      case 4 ->
          before + text.substring(from, to).repeat(1 + random.nextInt(50)) + text.substring(to);
      case 5 ->
          before + (char) random.nextInt(0x100) + text.substring(Math.min(from + 1, text.length()));
      default -> OddText.any(random);
    };
  }
}
