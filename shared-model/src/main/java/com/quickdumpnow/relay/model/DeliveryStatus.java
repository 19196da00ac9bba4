package com.quickdumpnow.relay.model;

import java.util.Locale;
import java.util.Optional;

/**
 * How far a message is, in Twilio's words (<a
 * href="https://www.twilio.com/docs/messaging/api/message-resource#message-status-values">message
 * status values</a>); emails use the same words for SES's events: accepted, delivered, undelivered
 * for a transient bounce, failed for any other bounce, a complaint and a reject.
 */
public enum DeliveryStatus {
  ACCEPTED(0),
  SCHEDULED(0),
  QUEUED(1),
  SENDING(2),
  SENT(3),
  DELIVERED(4),
  UNDELIVERED(4),
  FAILED(4),
  CANCELED(4),
  READ(5);

  private final int rank;

  DeliveryStatus(int rank) {
    this.rank = rank;
  }

  /** Orders the statuses by progress; a receipt never moves a message to a lower rank. */
  public int rank() {
    return rank;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that wire name; empty for a word Twilio has not told us about. */
  public static Optional<DeliveryStatus> ofWireName(String name) {
    for (DeliveryStatus status : values()) {
      if (status.wireName().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** Whether the customer has it. */
  public boolean isSuccess() {
    return this == DELIVERED || this == READ;
  }

  /** Whether the carrier gave up on it. */
  public boolean isFailure() {
    return this == UNDELIVERED || this == FAILED || this == CANCELED;
  }

  /**
   * The one rule for merging receipts, whatever their order: a success beats a failure and never
   * the reverse; otherwise the higher rank wins and among equals the first stays.
   */
  public DeliveryStatus merge(DeliveryStatus later) {
    if (isSuccess() && later.isFailure()) {
      return this;
    }
    if (isFailure() && later.isSuccess()) {
      return later;
    }
    return later.rank > rank ? later : this;
  }
}
