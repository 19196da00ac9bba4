package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/**
 * Whom this installation may reach at all, by text or by email. A staging installation names its
 * testers, so that it can reach nobody else whatever it is told.
 *
 * @param numbers empty for everybody
 */
public record Allowlist(Optional<Set<PhoneNumber>> numbers) {
  public static final Allowlist EVERYBODY = new Allowlist(Optional.empty());

  static final String REFUSAL = "not on this installation's allowlist";

  public Allowlist {
    numbers = numbers.map(Set::copyOf);
  }

  public static Allowlist of(Set<PhoneNumber> numbers) {
    return new Allowlist(Optional.of(numbers));
  }

  /** A customer without a phone number is on no list. */
  public boolean admits(Customer customer) {
    return numbers.isEmpty() || customer.phone().filter(this::admits).isPresent();
  }

  boolean admits(PhoneNumber phone) {
    return numbers.isEmpty() || numbers.get().contains(phone);
  }
}
