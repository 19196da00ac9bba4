package com.quickdumpnow.relay.model;

/**
 * What identifies a trailer: its VIN, or the short name of its GPS unit ({@code T1-GPS}). 1 to 40
 * of {@code A-Z a-z 0-9 _ -}.
 *
 * @throws IllegalArgumentException when {@code value} has another form
 */
public record Vin(String value) {
  public static final String RULE = "1 to 40 letters, digits, '_' or '-'";

  public Vin {
    Grammar.check("trailer VIN", value, Grammar.PLAIN_ID, RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}
