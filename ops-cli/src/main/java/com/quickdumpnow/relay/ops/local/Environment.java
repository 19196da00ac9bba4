package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.localcloud.sqs.LocalSqs;
import java.util.Map;
import java.util.TreeMap;

/** The settings of all programs in a local world: what a deployment would configure. */
final class Environment {
  static final String BUCKET = "qdn-maintenance";
  static final String TABLE = "qdn-relay";
  static final String NOTIFICATIONS = "notifications.fifo";
  static final String OUTCOMES = "outcomes";
  static final String STAFF = "local";

  /** Where {@code qdn tokens} keeps more of them. */
  private static final String TOKENS = "staff-tokens.json";

  static final String EMAIL_FROM = "dispatch@quickdumpnow.example";

  /** Without one SES publishes no events. */
  private static final String SES_CONFIGURATION_SET = "qdn-relay";

  private Environment() {}

  /** The variables of the README's table, for every program the same. */
  static Map<String, String> of(Ports ports, LocalSecrets secrets) {
    return of(ports, secrets, Map.of());
  }

  /** With a table, which the programs take instead of the bucket, and what the settings add. */
  static Map<String, String> of(WorldSettings settings, LocalSecrets secrets) {
    Map<String, String> variables = of(settings.ports(), secrets, settings.more());
    if (settings.table()) {
      if (!settings.more().containsKey("QDN_MOVING_FROM")) {
        variables.remove("QDN_BUCKET");
      }
      variables.put("QDN_TABLE", TABLE);
    }
    return variables;
  }

  /** The same, and what stands in {@code more}. */
  static Map<String, String> of(Ports ports, LocalSecrets secrets, Map<String, String> more) {
    String front = Ports.uri(ports.front()).toString();
    Map<String, String> variables = new TreeMap<>();
    variables.put("QDN_BUCKET", BUCKET);
    variables.put(
        "QDN_NOTIFICATIONS_QUEUE_URL", LocalSqs.queueUrl(ports.sqs(), NOTIFICATIONS).toString());
    variables.put("QDN_OUTCOMES_QUEUE_URL", LocalSqs.queueUrl(ports.sqs(), OUTCOMES).toString());
    variables.put("QDN_PUBLIC_URL", front);
    variables.put("QDN_TRACK_URL", front + "/track");
    variables.put("QDN_TRACKING_KEYS", "k1=" + secrets.trackingKey().reveal());
    variables.put(
        "QDN_STAFF_TOKENS",
        "%s=%s,s3://%s/%s"
            .formatted(
                STAFF, secrets.staffTokenHash(), more.getOrDefault("QDN_BUCKET", BUCKET), TOKENS));
    variables.put("QDN_CORS_ORIGINS", front);
    variables.put("QDN_CHAIN", Carriers.chain());
    variables.put("QDN_STAFF_CHAIN", Carriers.staffChain());
    variables.put("QDN_TWILIO_AUTH_TOKENS", Carriers.authTokens(secrets));
    variables.put("QDN_TWILIO_BASE_URL", Ports.uri(ports.twilio()).toString());
    variables.put("QDN_EMAIL_FROM", EMAIL_FROM);
    variables.put("QDN_SES_CONFIGURATION_SET", SES_CONFIGURATION_SET);
    variables.put("QDN_HTTP_PORT", Integer.toString(ports.worker()));
    variables.putAll(more);
    return variables;
  }
}
