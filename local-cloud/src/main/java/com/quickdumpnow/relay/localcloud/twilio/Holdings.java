package com.quickdumpnow.relay.localcloud.twilio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the accounts of a Twilio are and have, as its REST API tells it. They begin active, paid
 * for, and without a sender; what sends texts does not ask here. Thread-safe.
 */
public final class Holdings {

  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final Map<String, OwnedNumber> numbers = new ConcurrentHashMap<>();
  private final Map<String, OwnedService> services = new ConcurrentHashMap<>();

  Holdings() {}

  /** Whether an account may send, in Twilio's words; {@code TRIAL} is active as well. */
  public enum Standing {
    ACTIVE("active", "Full"),
    TRIAL("active", "Trial"),
    SUSPENDED("suspended", "Full"),
    CLOSED("closed", "Full");

    private final String status;
    private final String type;

    Standing(String status, String type) {
      this.status = status;
      this.type = type;
    }

    String status() {
      return status;
    }

    String type() {
      return type;
    }
  }

  /** How an account stands from now on. */
  public void set(String account, Standing standing) {
    standings.put(account, standing);
  }

  /** The account has it from now on, as it is here. */
  public void add(OwnedNumber number) {
    numbers.put(number.number(), number);
  }

  /** As {@link #add(OwnedNumber)}. */
  public void add(OwnedService service) {
    services.put(service.sid(), service);
  }

  /** Nobody has that number or service any more. */
  public void remove(String sender) {
    numbers.remove(sender);
    services.remove(sender);
  }

  Standing standing(String account) {
    return standings.getOrDefault(account, Standing.ACTIVE);
  }

  Optional<OwnedNumber> number(String number) {
    return Optional.ofNullable(numbers.get(number));
  }

  List<OwnedNumber> numbers(String account, Optional<String> number, boolean shortCodes) {
    return numbers.values().stream()
        .filter(n -> n.account().equals(account) && n.isShortCode() == shortCodes)
        .filter(n -> number.filter(wanted -> !wanted.equals(n.number())).isEmpty())
        .toList();
  }

  Optional<OwnedService> service(String account, String sid) {
    return Optional.ofNullable(services.get(sid)).filter(s -> s.account().equals(account));
  }
}
