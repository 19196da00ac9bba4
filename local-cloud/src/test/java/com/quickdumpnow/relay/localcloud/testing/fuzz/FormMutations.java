package com.quickdumpnow.relay.localcloud.testing.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes a form or a query by its fields: dropped, doubled, blank, mangled, far too many. */
public final class FormMutations {
  private static final List<String> MANGLED =
      List.of(
          "%", "%2", "%zz", "%00", "%ff%fe", "%c0%af", "%ed%a0%80", "+", ";", "=", "&&", "é", "雪");
  private static final int VERY_MANY = 3_000;

  private FormMutations() {}

  /** One to four changes. */
  public static String mutate(Random random, String form) {
    List<String> fields = new ArrayList<>(Arrays.asList(form.split("&", -1)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      change(random, fields);
    }
    String text = String.join("&", fields);
    String changed = random.nextInt(6) == 0 ? TextMutations.mutate(random, text) : text;
    return changed.substring(0, Math.min(changed.length(), TextMutations.LONGEST));
  }

  private static void change(Random random, List<String> fields) {
    if (fields.isEmpty()) {
      fields.add(OddText.any(random));
      return;
    }
    int index = random.nextInt(fields.size());
    String field = fields.get(index);
    String name = field.split("=", 2)[0];
    switch (random.nextInt(10)) {
      case 0 -> fields.remove(index);
      case 1 -> fields.add(random.nextInt(fields.size() + 1), field);
      case 2 -> fields.add(name + "=" + OddText.any(random));
      case 3 -> fields.set(index, name + "=");
      case 4 -> fields.set(index, name);
      case 5 -> fields.set(index, mangled(random, field));
      case 6 -> fields.set(index, field.toLowerCase(Locale.ROOT));
      case 7 -> Collections.shuffle(fields, random);
      case 8 -> fields.set(index, name + "=" + TextMutations.mutate(random, field));
      default -> {
        if (random.nextInt(10) == 0) {
          fields.addAll(Collections.nCopies(VERY_MANY, "a=b"));
        }
      }
    }
  }

  private static String mangled(Random random, String field) {
    int at = random.nextInt(field.length() + 1);
    return field.substring(0, at)
        + MANGLED.get(random.nextInt(MANGLED.size()))
        + field.substring(at);
  }
}
