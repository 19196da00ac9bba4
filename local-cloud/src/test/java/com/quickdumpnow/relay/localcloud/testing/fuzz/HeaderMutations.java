package com.quickdumpnow.relay.localcloud.testing.fuzz;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Changes headers: missing, blank, in odd case, several of one name (which the gateway joins by
 * commas), broken base64.
 */
public final class HeaderMutations {
  private HeaderMutations() {}

  /** One to three changes. */
  public static Map<String, String> mutate(Random random, Map<String, String> headers) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(random, changed);
    }
    return changed;
  }

  private static void change(Random random, Map<String, String> headers) {
    List<String> names = new ArrayList<>(headers.keySet());
    if (names.isEmpty()) {
      headers.put("x-odd", OddText.any(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    String value = headers.getOrDefault(name, "");
    switch (random.nextInt(8)) {
      case 0 -> headers.remove(name);
      case 1 -> headers.put(name, "");
      case 2 -> {
        headers.remove(name);
        headers.put(oddCase(random, name), value);
      }
      case 3 -> headers.put(name, value + "," + value);
      case 4 -> headers.put(name, OddText.any(random) + "," + value);
      case 5 -> headers.put(name, base64(random));
      case 6 -> headers.put(name, TextMutations.mutate(random, value));
      default -> headers.put(name, OddText.any(random));
    }
  }

  private static String oddCase(Random random, String name) {
    StringBuilder odd = new StringBuilder();
    for (String letter : name.split("")) {
      odd.append(random.nextBoolean() ? letter.toUpperCase(Locale.ROOT) : letter);
    }
    return odd.toString();
  }

  private static String base64(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    String text = Base64.getEncoder().encodeToString(bytes);
    return random.nextBoolean() ? text : TextMutations.mutate(random, text);
  }
}
