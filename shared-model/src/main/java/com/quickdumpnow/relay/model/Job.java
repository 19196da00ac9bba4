package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job. Its status is the last entry of its timeline, which is never empty and only ever grows.
 *
 * @param dispatchId the dispatch console's own number for it
 */
public record Job(
    JobId id,
    Optional<String> dispatchId,
    Customer customer,
    Load load,
    Optional<Vin> trailerVin,
    List<StatusChange> timeline,
    List<IdempotencyRecord> idempotency,
    Extras extras) {
  public Job {
    timeline = List.copyOf(timeline);
    idempotency = List.copyOf(idempotency);
    if (timeline.isEmpty()) {
      throw new IllegalArgumentException("job " + id + " has an empty timeline");
    }
  }

  public JobStatus status() {
    return timeline.getLast().status();
  }

  /** When it got its present status. */
  public Instant since() {
    return timeline.getLast().at();
  }

  /** The same job one status further; whether the move is legal is for the caller to ask first. */
  public Job with(StatusChange change) {
    List<StatusChange> longer = new ArrayList<>(timeline);
    longer.add(change);
    return new Job(id, dispatchId, customer, load, trailerVin, longer, idempotency, extras);
  }

  public Job withIdempotency(List<IdempotencyRecord> records) {
    return new Job(id, dispatchId, customer, load, trailerVin, timeline, records, extras);
  }

  /** The same job with corrected details. */
  public Job amended(
      Optional<String> newDispatchId,
      Customer newCustomer,
      Load newLoad,
      Optional<Vin> newTrailer) {
    return new Job(
        id, newDispatchId, newCustomer, newLoad, newTrailer, timeline, idempotency, extras);
  }
}
