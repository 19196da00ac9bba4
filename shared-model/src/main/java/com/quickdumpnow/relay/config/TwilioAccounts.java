package com.quickdumpnow.relay.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Twilio accounts we use with their auth tokens. The first token of an account signs our
 * requests; all of them verify Twilio's, so that a token can be rotated without losing a callback.
 *
 * @param tokens by account SID, in the order given; at least one account, each with at least one
 *     token
 */
public record TwilioAccounts(Map<String, List<Secret>> tokens) {
  /** What {@link #parse} reads, in words. */
  public static final String FORMAT = "ACsid=token[|token2][,ACsid=token..]";

  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");
  private static final Pattern TOKEN = Pattern.compile("[!-+\\--{}~&&[^=]]+");

  public TwilioAccounts {
    Map<String, List<Secret>> copy = new LinkedHashMap<>();
    tokens.forEach((sid, secrets) -> copy.put(sid, List.copyOf(secrets)));
    tokens = Collections.unmodifiableMap(copy);
    if (tokens.isEmpty() || tokens.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("an account or a token is missing");
    }
  }

  /**
   * @throws MalformedSettingException when {@code value} is not of that {@link #FORMAT}, or names
   *     an account twice
   */
  public static TwilioAccounts parse(String value) {
    Map<String, List<Secret>> tokens = new LinkedHashMap<>();
    for (String entry : Formats.list(value)) {
      String[] parts = entry.split("=", 2);
      String place = "has an entry " + (tokens.size() + 1) + " ";
      if (parts.length < 2 || !ACCOUNT_SID.matcher(parts[0]).matches()) {
        throw new MalformedSettingException(
            place + "without an account SID (AC and 32 hex digits)");
      }
      if (tokens.put(parts[0], secrets(place, parts[1])) != null) {
        throw new MalformedSettingException(place + "for an account that was named before");
      }
    }
    return new TwilioAccounts(tokens);
  }

  /** The token that signs our requests for that account; empty for an account we don't know. */
  public Optional<Secret> current(String accountSid) {
    return all(accountSid).stream().findFirst();
  }

  /** Every token that is valid for that account; empty for an account we don't know. */
  public List<Secret> all(String accountSid) {
    return tokens.getOrDefault(accountSid, List.of());
  }

  private static List<Secret> secrets(String place, String value) {
    List<String> tokens = Stream.of(value.split("\\|", -1)).map(String::strip).toList();
    if (!tokens.stream().allMatch(token -> TOKEN.matcher(token).matches())) {
      throw new MalformedSettingException(place + "with a token that is empty or not plain text");
    }
    return tokens.stream().map(Secret::of).toList();
  }
}
