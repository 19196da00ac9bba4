package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.token.StaffTokens;
import java.util.Base64;
import java.util.Map;

/** The settings of a simulated API. */
final class Environment {
  private Environment() {}

  static Map<String, String> of(String staffToken) {
    return Map.of(
        "QDN_BUCKET", "simulated",
        "QDN_NOTIFICATIONS_QUEUE_URL", "https://sqs.invalid/notifications.fifo",
        "QDN_PUBLIC_URL", "https://api.example.com",
        "QDN_TRACK_URL", "quickdumpnow.com/track",
        "QDN_TRACKING_KEYS", "k1=" + Base64.getEncoder().encodeToString(new byte[32]),
        "QDN_STAFF_TOKENS", "simulation=" + StaffTokens.hash(staffToken),
        "QDN_CORS_ORIGINS", "https://quickdumpnow.com",
        "AWS_REGION", "us-east-1");
  }
}
