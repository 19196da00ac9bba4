package com.quickdumpnow.relay.model;

import java.util.function.Predicate;

/**
 * A phone number in E.164 form, {@code ^\+[1-9]\d{1,14}$} (ITU-T E.164). Prints with all but its
 * last two digits hidden.
 *
 * <p>Construction throws {@link IllegalArgumentException} when {@code value} has another form; the
 * message does not repeat it.
 */
public record PhoneNumber(String value) implements Address {
  public static final String RULE =
      "E.164: '+', country code, number, digits only, e.g. +16195551234";
  private static final Predicate<String> GRAMMAR =
      Letters.of("+", 2, 15, "09").and(number -> number.charAt(1) != '0');

  public PhoneNumber {
    Grammar.check("phone number", value, GRAMMAR, RULE);
  }

  @Override
  public String toString() {
    return "+…" + value.substring(value.length() - 2);
  }
}
