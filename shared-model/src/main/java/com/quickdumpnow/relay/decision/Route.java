package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.util.Map;

/**
 * One Twilio sender of the carrier chain.
 *
 * @param account the SID of the Twilio account it belongs to, {@code AC…}
 * @param sender what Twilio calls {@code From} (an E.164 number or a short code) or {@code
 *     MessagingServiceSid} ({@code MG…})
 * @param carrier what people read as the carrier when the recipient's network is not known
 * @param segmentsPerSecond its pace, positive
 * @param receiptDeadline how long a receipt may take before the next hop is taken
 * @param deadlines the same for texts about those statuses, where it is another
 */
public record Route(
    RouteName name,
    String account,
    String sender,
    SenderKind kind,
    String carrier,
    double segmentsPerSecond,
    Duration receiptDeadline,
    Map<JobStatus, Duration> deadlines) {
  public static final Duration DEFAULT_RECEIPT_DEADLINE = Duration.ofMinutes(5);

  public Route {
    if (!(segmentsPerSecond > 0)) {
      throw new IllegalArgumentException("route " + name + ": segmentsPerSecond must be positive");
    }
    deadlines = Map.copyOf(deadlines);
    if (!receiptDeadline.isPositive()
        || !deadlines.values().stream().allMatch(Duration::isPositive)) {
      throw new IllegalArgumentException("route " + name + ": receipt deadlines must be positive");
    }
  }

  /** With the same deadline for every status. */
  public Route(
      RouteName name,
      String account,
      String sender,
      SenderKind kind,
      String carrier,
      double segmentsPerSecond,
      Duration receiptDeadline) {
    this(name, account, sender, kind, carrier, segmentsPerSecond, receiptDeadline, Map.of());
  }

  /** How long the receipt of a text about {@code status} may take. */
  public Duration receiptDeadline(JobStatus status) {
    return deadlines.getOrDefault(status, receiptDeadline);
  }

  Route withPace(double newSegmentsPerSecond) {
    return new Route(
        name, account, sender, kind, carrier, newSegmentsPerSecond, receiptDeadline, deadlines);
  }

  public boolean isMessagingService() {
    return sender.startsWith("MG");
  }
}
