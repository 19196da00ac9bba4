package com.quickdumpnow.relay.api.idempotency;

import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.NotificationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job's memory of the requests that changed it. Pure. */
public final class KnownRequests {
  private KnownRequests() {}

  /** What is known of a request. */
  public sealed interface Recall {}

  public record Unknown() implements Recall {}

  /** The very same request was carried out before. */
  public record Repeated(IdempotencyRecord first) implements Recall {}

  /** The very same request was carried out while this one was on its way. */
  public record AtOnce() implements Recall {}

  /** The key was used with another body. */
  public record OtherBody() implements Recall {}

  /**
   * @param arrivedAt when the request came
   */
  public static Recall recall(
      Job job, Optional<IdempotencyKey> key, Instant arrivedAt, Instant now) {
    Optional<IdempotencyRecord> first =
        key.flatMap(
            given ->
                fresh(job, now).stream()
                    .filter(record -> record.key().equals(given.key()))
                    .findFirst());
    if (key.isEmpty() || first.isEmpty()) {
      return new Unknown();
    }
    if (!first.get().bodyHash().equals(key.get().bodyHash())) {
      return new OtherBody();
    }
    return first.get().at().isBefore(arrivedAt) ? new Repeated(first.get()) : new AtOnce();
  }

  /** The job with this request in mind; without a key, the job as it is. */
  public static Job remember(
      Job job,
      Optional<IdempotencyKey> key,
      int httpStatus,
      Optional<NotificationId> id,
      Instant now) {
    if (key.isEmpty()) {
      return job;
    }
    List<IdempotencyRecord> records = new ArrayList<>(fresh(job, now));
    records.add(
        new IdempotencyRecord(
            key.get().key(), key.get().bodyHash(), now, httpStatus, job.status(), id));
    return job.withIdempotency(records);
  }

  private static List<IdempotencyRecord> fresh(Job job, Instant now) {
    Instant forgetBefore = now.minus(IdempotencyKey.KEPT);
    return job.idempotency().stream()
        .filter(record -> !record.at().isBefore(forgetBefore))
        .toList();
  }
}
