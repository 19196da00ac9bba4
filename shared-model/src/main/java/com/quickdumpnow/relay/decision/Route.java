package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Money;
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
 * @param pricePerSegment what a segment costs, carriers' fees included
 */
public record Route(
    RouteName name,
    String account,
    String sender,
    SenderKind kind,
    String carrier,
    double segmentsPerSecond,
    Duration receiptDeadline,
    Map<JobStatus, Duration> deadlines,
    Money pricePerSegment) {
  public static final Duration DEFAULT_RECEIPT_DEADLINE = Duration.ofMinutes(5);

  /**
   * Twilio's price in the US and about what carriers add to it, see <a
   * href="https://www.twilio.com/en-us/sms/pricing/us">its prices</a>: $0.0083 and $0.0035.
   */
  public static final Money LIST_PRICE = new Money(11_800);

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

  /** At the list price. */
  public Route(
      RouteName name,
      String account,
      String sender,
      SenderKind kind,
      String carrier,
      double segmentsPerSecond,
      Duration receiptDeadline,
      Map<JobStatus, Duration> deadlines) {
    this(
        name,
        account,
        sender,
        kind,
        carrier,
        segmentsPerSecond,
        receiptDeadline,
        deadlines,
        LIST_PRICE);
  }

  /** How long the receipt of a text about {@code status} may take. */
  public Duration receiptDeadline(JobStatus status) {
    return deadlines.getOrDefault(status, receiptDeadline);
  }

  public boolean isMessagingService() {
    return sender.startsWith("MG");
  }
}
