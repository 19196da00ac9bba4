package com.quickdumpnow.relay.model;

import java.util.function.Predicate;

/**
 * The id a carrier gave a message: Twilio's SID ({@code SM…}) or SES's message id. 1 to 128
 * printable ASCII characters.
 *
 * @throws IllegalArgumentException when {@code value} has another form
 */
public record MessageId(String value) {
  private static final Predicate<String> GRAMMAR = Letters.of("", 1, 128, "!~");

  public MessageId {
    Grammar.check("message id", value, GRAMMAR, "1 to 128 printable ASCII characters");
  }

  @Override
  public String toString() {
    return value;
  }
}
