package com.quickdumpnow.relay.model;

import java.util.Optional;

/**
 * Whom a job is for. Without a phone every notification goes to the email address; without either,
 * staff have to call.
 */
public record Customer(
    String name, Optional<PhoneNumber> phone, Optional<EmailAddress> email, Extras extras) {
  public static final int MAX_NAME = 100;

  public Customer {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("not a customer name: use 1 to 100 characters");
    }
  }

  @Override
  public String toString() {
    return "Customer[" + phone + ", " + email + "]";
  }
}
