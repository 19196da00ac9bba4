package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.decision.StaffChain.Person;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The forward chain of staff as it stands in {@code QDN_STAFF_CHAIN}:
 *
 * <pre>{@code
 * {"people": [
 *    {"name": "dispatch line",            1 to 40 characters, no two the same
 *     "phone": "+16195550100"}],          E.164
 *  "email": "alerts@example.com"}
 * }</pre>
 *
 * The people are told in that order; without any, alerts go by email alone.
 */
public final class StaffChainJson {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT =
      "JSON such as {\"people\":[{\"name\":\"dispatch line\",\"phone\":\"+1…\"}],"
          + "\"email\":\"staff@…\"}";

  private StaffChainJson() {}

  /**
   * @throws MalformedSettingException with every problem at once, each with its place as a JSON
   *     Pointer; it repeats no value but names of members
   */
  public static StaffChain parse(String text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (BadJsonException e) {
      throw new MalformedSettingException("is not a staff chain: " + e.getMessage());
    }
    List<String> problems = new ArrayList<>();
    Optional<StaffChain> chain = chain(new Members(json, "", problems));
    if (chain.isEmpty() || !problems.isEmpty()) {
      throw new MalformedSettingException("is not a staff chain: " + String.join("; ", problems));
    }
    return chain.get();
  }

  private static Optional<StaffChain> chain(Members in) {
    List<Optional<Person>> people = new ArrayList<>();
    Set<String> names = new HashSet<>();
    in.required("people", in.array("people"))
        .ifPresent(
            items -> {
              for (int i = 0; i < items.size(); i++) {
                people.add(person(in.at("/people/" + i, items.get(i)), names));
              }
            });
    Optional<EmailAddress> email =
        in.required("email", in.value("email", EmailAddress::new, EmailAddress.RULE));
    in.refuseTheRest();
    return in.hasProblems()
        ? Optional.empty()
        : email.map(
            address -> new StaffChain(people.stream().flatMap(Optional::stream).toList(), address));
  }

  private static Optional<Person> person(Members in, Set<String> names) {
    Optional<String> name =
        in.required("name", in.matching("name", "(?s).{1,40}", "1 to 40 characters"));
    name.filter(given -> !names.add(given)).ifPresent(_ -> in.problem("/name", "is used before"));
    Optional<PhoneNumber> phone =
        in.required("phone", in.value("phone", PhoneNumber::new, PhoneNumber.RULE));
    in.refuseTheRest();
    return name.flatMap(given -> phone.map(number -> new Person(given, number)));
  }
}
