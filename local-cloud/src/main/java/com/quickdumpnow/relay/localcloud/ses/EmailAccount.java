package com.quickdumpnow.relay.localcloud.ses;

import com.quickdumpnow.relay.localcloud.http.Xml;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What an account may send, as SES tells it: at first 50,000 mails a day by any configuration set,
 * and no identity is verified. Thread-safe.
 */
public final class EmailAccount {

  private final Set<String> verified = ConcurrentHashMap.newKeySet();
  private final Set<String> missingSets = ConcurrentHashMap.newKeySet();
  private volatile double perDay = 50_000;
  private volatile boolean sends = true;

  EmailAccount() {}

  /** How many mails a day; 200 is what the sandbox allows. */
  public void limit(double mailsPerDay) {
    perDay = mailsPerDay;
  }

  /** Whether it sends; SES stops an account whose mails come back too often. */
  public void sends(boolean enabled) {
    sends = enabled;
  }

  /** An address or a domain is verified from now on. */
  public void verify(String identity) {
    verified.add(identity);
  }

  /** Takes {@link #verify} back. */
  public void forget(String identity) {
    verified.remove(identity);
  }

  /** Whether there is a configuration set of that name. */
  public void hasConfigurationSet(String name, boolean there) {
    if (there) {
      missingSets.remove(name);
    } else {
      missingSets.add(name);
    }
  }

  boolean hasConfigurationSet(String name) {
    return !missingSets.contains(name);
  }

  boolean isVerified(String identity) {
    return verified.contains(identity);
  }

  Consumer<Xml> quota(Collection<Email> mails) {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    long sent = mails.stream().filter(mail -> mail.time().isAfter(yesterday)).count();
    return result ->
        result
            .text("Max24HourSend", perDay)
            .text("MaxSendRate", "14.0")
            .text("SentLast24Hours", sent + ".0");
  }

  Consumer<Xml> sending() {
    return result -> result.text("Enabled", sends);
  }

  /** Identities that were never asked to be verified are left out, as SES does. */
  Consumer<Xml> verification(List<String> asked) {
    return result ->
        result.element(
            "VerificationAttributes",
            entries ->
                asked.stream()
                    .filter(verified::contains)
                    .forEach(
                        identity -> entries.element("entry", entry -> describe(entry, identity))));
  }

  private static void describe(Xml entry, String identity) {
    entry
        .text("key", identity)
        .element("value", value -> value.text("VerificationStatus", "Success"));
  }
}
