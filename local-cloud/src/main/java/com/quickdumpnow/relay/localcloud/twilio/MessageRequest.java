package com.quickdumpnow.relay.localcloud.twilio;

import com.quickdumpnow.relay.localcloud.web.Form;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A create request as it came in, before anybody judged it. */
record MessageRequest(
    Optional<String> to,
    Optional<String> from,
    Optional<String> messagingServiceSid,
    Optional<String> body,
    Optional<String> statusCallback,
    Optional<String> validityPeriod) {

  private static final int MAX_BODY = 1600;
  private static final int MAX_VALIDITY = 36_000;
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");
  private static final Pattern SHORT_CODE = Pattern.compile("\\d{3,6}");

  /** Twilio's magic numbers, here for every account, not only with test credentials. */
  private static final Map<String, Integer> MAGIC_FROM =
      Map.of("+15005550001", 21212, "+15005550007", 21606, "+15005550008", 21611);

  private static final Map<String, Integer> MAGIC_TO =
      Map.of(
          "+15005550001", 21211,
          "+15005550002", 21612,
          "+15005550003", 21408,
          "+15005550004", 21610,
          "+15005550009", 21614);

  static MessageRequest of(Form form) {
    return new MessageRequest(
        form.first("To"),
        form.first("From"),
        form.first("MessagingServiceSid"),
        form.first("Body"),
        form.first("StatusCallback"),
        form.first("ValidityPeriod"));
  }

  /** What names the route: the sender number, or else the messaging service. */
  String route() {
    return from.or(() -> messagingServiceSid).orElse("");
  }

  /** The code with which Twilio refuses it; empty: it is fine. */
  Optional<Integer> problem(Map<String, String> messagingServices, OptOuts optOuts) {
    if (to.isEmpty()) {
      return Optional.of(21604);
    }
    if (from.isEmpty() && messagingServiceSid.isEmpty()) {
      return Optional.of(21603);
    }
    return contentProblem()
        .or(() -> senderProblem(messagingServices))
        .or(() -> recipientProblem(to.get()))
        .or(() -> optedOut(messagingServices, optOuts) ? Optional.of(21610) : Optional.empty());
  }

  private Optional<Integer> contentProblem() {
    if (body.isEmpty()) {
      return Optional.of(21602);
    }
    if (body.get().length() > MAX_BODY) {
      return Optional.of(21617);
    }
    if (statusCallback.filter(u -> !callable(u)).isPresent()) {
      return Optional.of(21609);
    }
    return validityPeriod.filter(v -> !validSeconds(v)).map(_ -> 21624);
  }

  private Optional<Integer> senderProblem(Map<String, String> messagingServices) {
    if (messagingServiceSid.filter(s -> !messagingServices.containsKey(s)).isPresent()) {
      return Optional.of(21701);
    }
    Optional<Integer> magic = from.map(MAGIC_FROM::get);
    boolean wellFormed =
        from.map(f -> E164.matcher(f).matches() || SHORT_CODE.matcher(f).matches()).orElse(true);
    return wellFormed ? magic : Optional.of(21212);
  }

  private static Optional<Integer> recipientProblem(String to) {
    return E164.matcher(to).matches() ? Optional.ofNullable(MAGIC_TO.get(to)) : Optional.of(21211);
  }

  private boolean optedOut(Map<String, String> messagingServices, OptOuts optOuts) {
    String sender = from.or(() -> messagingServiceSid.map(messagingServices::get)).orElse("");
    return optOuts.contains(sender, to.orElse(""));
  }

  private static boolean callable(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean validSeconds(String text) {
    return text.matches("\\d{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MAX_VALIDITY;
  }

  Duration validity() {
    return Duration.ofSeconds(validityPeriod.map(Integer::parseInt).orElse(MAX_VALIDITY));
  }
}
