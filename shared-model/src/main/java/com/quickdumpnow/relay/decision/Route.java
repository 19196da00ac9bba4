package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;

/**
 * One Twilio sender of the carrier chain.
 *
 * @param account the SID of the Twilio account it belongs to, {@code AC…}
 * @param sender what Twilio calls {@code From} (an E.164 number or a short code) or {@code
 *     MessagingServiceSid} ({@code MG…})
 * @param carrier what people read as the carrier when the recipient's network is not known
 * @param segmentsPerSecond its pace, positive
 * @param receiptDeadline how long a receipt may take before the next hop is taken
 */
public record Route(
    RouteName name,
    String account,
    String sender,
    SenderKind kind,
    String carrier,
    double segmentsPerSecond,
    Duration receiptDeadline) {
  public static final Duration DEFAULT_RECEIPT_DEADLINE = Duration.ofMinutes(5);

  public Route {
    if (!(segmentsPerSecond > 0)) {
      throw new IllegalArgumentException("route " + name + ": segmentsPerSecond must be positive");
    }
    if (receiptDeadline.isNegative() || receiptDeadline.isZero()) {
      throw new IllegalArgumentException("route " + name + ": receiptDeadline must be positive");
    }
  }

  public boolean isMessagingService() {
    return sender.startsWith("MG");
  }
}
