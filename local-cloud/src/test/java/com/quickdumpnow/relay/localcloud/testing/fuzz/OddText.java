package com.quickdumpnow.relay.localcloud.testing.fuzz;

import java.util.List;
import java.util.Random;

/** Texts that have broken programs before. */
final class OddText {
  private static final int LONG = 20_000;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\ud800",
          "\udc00\ud800",
          "💩",
          "\u202e\u2028\ufeff",
          "ñ雪",
          "İı",
          "-0",
          "1e9999",
          "1e-9999",
          "9223372036854775808",
          "NaN",
          "null",
          "true",
          "[]",
          "{}",
          "..",
          "../../etc/passwd",
          "%",
          "%2",
          "%zz",
          "%00",
          "%2e%2e%2f",
          "${jndi:ldap://x}",
          "' OR 1=1 --",
          "<script>",
          "a,b",
          "\r\nX-Injected: 1",
          "n_aaaaaaaaaaaaaaaa",
          "2026-02-30T25:61:61Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "PT9999999999999H");

  private OddText() {}

  static String any(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> "a".repeat(1 + random.nextInt(LONG));
      case 1 -> characters(random, 1 + random.nextInt(40));
      case 2 -> Long.toString(random.nextLong());
      default -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }

  private static String characters(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
    }
    return text.toString();
  }
}
