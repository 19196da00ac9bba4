package com.quickdumpnow.relay.localcloud.twilio;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Twilio's own opt-out list: after a STOP the sender that received it is refused with 21610, until
 * a START.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out">Opt-out</a>
 */
final class OptOuts {

  private static final Set<String> STOP =
      Set.of("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL");
  private static final Set<String> START = Set.of("START", "UNSTOP", "YES");

  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();

  boolean contains(String sender, String customer) {
    return pairs.contains(new Pair(sender, customer));
  }

  /** A text of a customer to one of the senders. */
  void hear(String customer, String sender, String body) {
    String word = body.strip().toUpperCase(Locale.ROOT);
    if (STOP.contains(word)) {
      pairs.add(new Pair(sender, customer));
    } else if (START.contains(word)) {
      pairs.remove(new Pair(sender, customer));
    }
  }

  private record Pair(String sender, String customer) {}
}
