package com.quickdumpnow.relay.model;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A mailbox, {@code local@domain}: ASCII without spaces, at most 254 characters (RFC 5321 4.5.3.1).
 * What SES accepts, not all that RFC 5322 allows. Prints with its local part hidden.
 *
 * @throws IllegalArgumentException when {@code value} has another form; the message does not repeat
 *     it
 */
public record EmailAddress(String value) implements Address {
  public static final String RULE = "name@domain, at most 254 ASCII characters, no spaces";
  private static final Predicate<String> GRAMMAR =
      Pattern.compile(
              "(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")
          .asMatchPredicate();

  public EmailAddress {
    Grammar.check("email address", value, GRAMMAR, RULE);
  }

  @Override
  public String toString() {
    return "…" + value.substring(value.indexOf('@'));
  }
}
