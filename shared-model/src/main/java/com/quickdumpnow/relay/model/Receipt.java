package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery receipt: what a carrier says of one message. May come late, twice, out of order, or
 * for a message nobody knows.
 *
 * @param notificationId as it stood in the callback's URL, with {@code attempt}; empty when it did
 *     not
 * @param code the carrier's error code
 * @param receivedAt when it reached us, UTC
 */
public record Receipt(
    JobId jobId,
    Optional<NotificationId> notificationId,
    Optional<Integer> attempt,
    MessageId messageId,
    DeliveryStatus status,
    Optional<Integer> code,
    Instant receivedAt,
    Extras extras) {
  public Receipt(
      JobId jobId,
      Optional<NotificationId> notificationId,
      Optional<Integer> attempt,
      MessageId messageId,
      DeliveryStatus status,
      Optional<Integer> code,
      Instant receivedAt) {
    this(jobId, notificationId, attempt, messageId, status, code, receivedAt, Extras.NONE);
  }
}
