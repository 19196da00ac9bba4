package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.List;

/**
 * Whom alerts go to: people in their order, each only if nobody before is known to have it, and
 * email last.
 *
 * @param people with names that differ; may be empty, then alerts go by email alone
 */
public record StaffChain(List<Person> people, EmailAddress email) {
  public StaffChain {
    people = List.copyOf(people);
    if (people.stream().map(Person::name).distinct().count() < people.size()) {
      throw new IllegalArgumentException("two people of one name");
    }
  }

  /**
   * @param name a role better than a person's name ("dispatch line"): it stands in the document
   */
  public record Person(String name, PhoneNumber phone) {}
}
