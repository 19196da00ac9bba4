package com.quickdumpnow.relay.model;

import java.util.Optional;

/**
 * Whom a job is for. Without a phone every notification goes to the email address; without either,
 * staff have to call.
 *
 * @param language in which to tell them; empty for the installation's own
 * @param timeZone where they are; empty when only their number tells
 */
public record Customer(
    String name,
    Optional<PhoneNumber> phone,
    Optional<EmailAddress> email,
    Optional<Language> language,
    Optional<TimeZoneName> timeZone,
    Extras extras) {
  public static final int MAX_NAME = 100;

  public Customer {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("not a customer name: use 1 to 100 characters");
    }
  }

  /** One of whom neither language nor time zone is known. */
  public Customer(
      String name, Optional<PhoneNumber> phone, Optional<EmailAddress> email, Extras extras) {
    this(name, phone, email, Optional.empty(), Optional.empty(), extras);
  }

  @Override
  public String toString() {
    return "Customer[" + phone + ", " + email + "]";
  }
}
