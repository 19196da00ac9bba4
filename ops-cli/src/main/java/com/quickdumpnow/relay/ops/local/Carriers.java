package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.twilio.OwnedNumber;
import com.quickdumpnow.relay.localcloud.twilio.TwilioSettings;
import java.net.URI;
import java.util.List;

/**
 * The local carrier chain: two senders of one Twilio account, then one of another, then email. The
 * numbers are from the range that is reserved for fiction.
 */
public final class Carriers {
  /** What the first route sends from. */
  public static final String PRIMARY = "+16195550100";

  /** What the second route sends from. */
  public static final String SECONDARY = "+18005550199";

  /** What the third route sends from, by the other account. */
  public static final String OTHER = "+16195550102";

  /** What the first two routes send by. */
  public static final String PRIMARY_ACCOUNT = "AC" + "1".repeat(32);

  static final String OTHER_ACCOUNT = "AC" + "2".repeat(32);

  private Carriers() {}

  /** The value of {@code QDN_CHAIN}. */
  static String chain() {
    return chain("", "");
  }

  /**
   * The same chain for who cannot wait: fast senders, short deadlines, and clocks that hardly
   * differ, as everything is on one machine.
   */
  public static String impatientChain() {
    return chain(
        """
        "timing": {"postWithin": "PT3S", "httpTimeout": "PT2S", "clockSkew": "PT1S",
          "listingLag": "PT1S", "spillAfter": "PT3S", "retryDelay": "PT0.5S"},
        """,
        """
        "segmentsPerSecond": 50, "receiptDeadline": "PT8S",
        """);
  }

  private static String chain(String timing, String ofEachRoute) {
    return """
    {%6$s"routes": [
      {%7$s"name": "twilio-primary", "account": "%1$s", "from": "%3$s", "kind": "long-code",
       "carrier": "Twilio"},
      {%7$s"name": "twilio-secondary", "account": "%1$s", "from": "%4$s", "kind": "toll-free",
       "carrier": "Twilio toll-free"},
      {%7$s"name": "other-network", "account": "%2$s", "from": "%5$s", "kind": "long-code",
       "carrier": "Other network"}]}
    """
        .formatted(PRIMARY_ACCOUNT, OTHER_ACCOUNT, PRIMARY, SECONDARY, OTHER, timing, ofEachRoute);
  }

  /** The value of {@code QDN_STAFF_CHAIN}. */
  static String staffChain() {
    return """
    {"people": [
      {"name": "dispatch line", "phone": "+16195550111"},
      {"name": "main contact", "phone": "+16195550112"},
      {"name": "backup", "phone": "+16195550113"}],
     "email": "staff@quickdumpnow.example"}
    """;
  }

  /** The value of {@code QDN_TWILIO_AUTH_TOKENS}. */
  static String authTokens(LocalSecrets secrets) {
    return "%s=%s,%s=%s"
        .formatted(
            PRIMARY_ACCOUNT,
            secrets.primaryToken().reveal(),
            OTHER_ACCOUNT,
            secrets.otherToken().reveal());
  }

  /** What the accounts have: the chain's senders, whose texts are posted to that URL. */
  static List<OwnedNumber> numbers(URI inbound) {
    String url = inbound.toString();
    return List.of(
        new OwnedNumber(PRIMARY_ACCOUNT, PRIMARY, url),
        new OwnedNumber(PRIMARY_ACCOUNT, SECONDARY, url),
        new OwnedNumber(OTHER_ACCOUNT, OTHER, url));
  }

  static TwilioSettings accounts(LocalSecrets secrets) {
    return TwilioSettings.of(PRIMARY_ACCOUNT, secrets.primaryToken().reveal())
        .withAccount(OTHER_ACCOUNT, secrets.otherToken().reveal());
  }
}
