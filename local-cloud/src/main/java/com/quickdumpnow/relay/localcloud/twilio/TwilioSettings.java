package com.quickdumpnow.relay.localcloud.twilio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a {@link LocalTwilio} is set up.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param accounts account SID to auth token, at least one
 * @param messagingServices messaging service SID to the number it sends from
 * @param toSent from accepted to sent
 * @param toDelivered from sent to the final status
 * @param listingLag how long a new message is missing from lists
 * @param inbound where a customer's text to us is posted; empty: nowhere
 * @param journal a file that keeps messages and handsets over a restart; empty: memory only
 */
public record TwilioSettings(
    int port,
    Map<String, String> accounts,
    Map<String, String> messagingServices,
    Duration toSent,
    Duration toDelivered,
    Duration listingLag,
    Optional<URI> inbound,
    Optional<Path> journal) {

  private static final Duration QUICK = Duration.ofMillis(20);

  public TwilioSettings {
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("at least one account is needed");
    }
    accounts = Map.copyOf(accounts);
    messagingServices = Map.copyOf(messagingServices);
  }

  /** One account on any free port; 20 ms to sent and 20 ms to delivered. */
  public static TwilioSettings of(String accountSid, String authToken) {
    return new TwilioSettings(
        0,
        Map.of(accountSid, authToken),
        Map.of(),
        QUICK,
        QUICK,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }

  public TwilioSettings withPort(int number) {
    return new TwilioSettings(
        number, accounts, messagingServices, toSent, toDelivered, listingLag, inbound, journal);
  }

  public TwilioSettings withAccount(String sid, String token) {
    return new TwilioSettings(
        port,
        plus(accounts, sid, token),
        messagingServices,
        toSent,
        toDelivered,
        listingLag,
        inbound,
        journal);
  }

  public TwilioSettings withMessagingService(String sid, String number) {
    return new TwilioSettings(
        port,
        accounts,
        plus(messagingServices, sid, number),
        toSent,
        toDelivered,
        listingLag,
        inbound,
        journal);
  }

  public TwilioSettings withPace(Duration untilSent, Duration untilDelivered) {
    return new TwilioSettings(
        port, accounts, messagingServices, untilSent, untilDelivered, listingLag, inbound, journal);
  }

  public TwilioSettings withListingLag(Duration lag) {
    return new TwilioSettings(
        port, accounts, messagingServices, toSent, toDelivered, lag, inbound, journal);
  }

  public TwilioSettings withInbound(URI url) {
    return new TwilioSettings(
        port,
        accounts,
        messagingServices,
        toSent,
        toDelivered,
        listingLag,
        Optional.of(url),
        journal);
  }

  public TwilioSettings withJournal(Path file) {
    return new TwilioSettings(
        port,
        accounts,
        messagingServices,
        toSent,
        toDelivered,
        listingLag,
        inbound,
        Optional.of(file));
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "TwilioSettings[port=" + port + ", accounts=" + accounts.keySet() + "]";
  }
}
