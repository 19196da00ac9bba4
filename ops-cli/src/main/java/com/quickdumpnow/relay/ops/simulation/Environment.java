package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.token.StaffTokens;
import java.util.Base64;
import java.util.Map;

/** The settings of the simulated Lambdas, and the secrets in them. */
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

  private Environment() {}
}
