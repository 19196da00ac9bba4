package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.decision.StaffChain.Person;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.token.StaffTokens;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.relay.Relay;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the simulated programs, and the secrets in them. */
final class Environment {
  static final String PUBLIC_URL = "https://api.example.com";
  static final String STAFF_TOKEN = "qdn_simulation";
  static final String ACCOUNT_1 = "AC" + "1".repeat(32);
  static final String ACCOUNT_2 = "AC" + "2".repeat(32);
  static final String TWILIO_TOKEN = "simulated-token";

  static final Map<String, String> VARIABLES =
      Map.of(
          "QDN_BUCKET", "simulated",
          "QDN_NOTIFICATIONS_QUEUE_URL", "https://sqs.invalid/notifications.fifo",
          "QDN_OUTCOMES_QUEUE_URL", "https://sqs.invalid/outcomes",
          "QDN_PUBLIC_URL", PUBLIC_URL,
          "QDN_TRACK_URL", "quickdumpnow.com/track",
          "QDN_TRACKING_KEYS", "k1=" + Base64.getEncoder().encodeToString(new byte[32]),
          "QDN_STAFF_TOKENS", "simulation=" + StaffTokens.hash(STAFF_TOKEN),
          "QDN_CORS_ORIGINS", "https://quickdumpnow.com",
          "QDN_TWILIO_AUTH_TOKENS",
              ACCOUNT_1 + "=" + TWILIO_TOKEN + "," + ACCOUNT_2 + "=" + TWILIO_TOKEN,
          "AWS_REGION", "us-east-1");

  /** Longer than in real life, as the virtual clock is patient and each look takes time. */
  private static final Lease LEASE = new Lease(Duration.ofSeconds(60), Duration.ofSeconds(10));

  private static final Duration RECEIPT_DEADLINE = Duration.ofMinutes(2);
  static final Chain CHAIN =
      new Chain(
          List.of(
              route("primary", ACCOUNT_1, SenderKind.LONG_CODE),
              route("secondary", ACCOUNT_1, SenderKind.TOLL_FREE),
              route("other-account", ACCOUNT_2, SenderKind.LONG_CODE)),
          true,
          Timing.DEFAULT);
  private static final StaffChain STAFF =
      new StaffChain(
          List.of(
              new Person("dispatch line", new PhoneNumber("+16195550151")),
              new Person("main contact", new PhoneNumber("+16195550152")),
              new Person("backup", new PhoneNumber("+16195550153"))),
          new EmailAddress("staff@example.com"));

  private Environment() {}

  /**
   * A worker's.
   *
   * @param archiving whether jobs are archived, and redacted, soon after their end
   */
  static Relay.Settings worker(String name, Chain chain, boolean archiving) {
    return new Relay.Settings(
        chain,
        Optional.of(STAFF),
        new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
        name,
        4,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        archiving ? Duration.ofSeconds(15) : Duration.ofMinutes(1),
        archiving ? new Retention(Duration.ofMinutes(1), Duration.ofMinutes(6)) : Retention.DEFAULT,
        LEASE);
  }

  private static Route route(String name, String account, SenderKind kind) {
    return new Route(new RouteName(name), account, "+15005550006", kind, name, 5, RECEIPT_DEADLINE);
  }
}
