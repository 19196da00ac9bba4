package com.quickdumpnow.relay.model;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A notification's id: {@code n_} and 16 characters of base 32, 80 random bits. Random, so that an
 * id is never used again even after the document was restored from an older version.
 *
 * @throws IllegalArgumentException when {@code value} has another form
 */
public record NotificationId(String value) {
  private static final Predicate<String> GRAMMAR = Letters.of("n_", 16, 16, "az", "27");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  public NotificationId {
    Grammar.check("notification id", value, GRAMMAR, "n_ and 16 of a-z 2-7");
  }

  public static NotificationId random(RandomGenerator random) {
    StringBuilder id = new StringBuilder("n_");
    for (int i = 0; i < 16; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new NotificationId(id.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
