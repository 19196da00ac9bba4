package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.api.idempotency.IdempotencyKey;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import java.time.Instant;
import java.util.Optional;

/**
 * One request for a status change.
 *
 * @param by name of the staff token
 * @param arrivedAt when it came, UTC
 * @param newId what the notification will be called if there is to be one
 */
record Asked(
    JobId jobId,
    String by,
    Instant arrivedAt,
    Optional<IdempotencyKey> key,
    NotificationId newId,
    StatusCommand command) {}
