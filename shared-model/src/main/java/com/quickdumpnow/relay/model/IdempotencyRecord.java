package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * That a request with an {@code Idempotency-Key} was carried out; kept 24 hours in the same commit
 * as its effect.
 *
 * @param key hash of staff token name, route and key, hex
 * @param bodyHash SHA-256 of the request's body, hex
 * @param at when it was carried out
 * @param httpStatus what was answered
 * @param notificationId the notification it made, if it made one
 */
public record IdempotencyRecord(
    String key,
    String bodyHash,
    Instant at,
    int httpStatus,
    JobStatus status,
    Optional<NotificationId> notificationId,
    Extras extras) {
  public IdempotencyRecord(
      String key,
      String bodyHash,
      Instant at,
      int httpStatus,
      JobStatus status,
      Optional<NotificationId> notificationId) {
    this(key, bodyHash, at, httpStatus, status, notificationId, Extras.NONE);
  }
}
