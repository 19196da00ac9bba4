package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A finished job that left the document: its whole history, in a file of its own.
 *
 * @param archivedAt when it was written first
 * @param redactedAt when the personal data in it were taken out
 */
public record ArchivedJob(
    JobHistory history, Instant archivedAt, Optional<Instant> redactedAt, Extras extras) {
  public ArchivedJob(JobHistory history, Instant archivedAt) {
    this(history, archivedAt, Optional.empty(), Extras.NONE);
  }

  public JobId id() {
    return history.id();
  }

  public ArchivedJob with(JobHistory newHistory) {
    return new ArchivedJob(newHistory, archivedAt, redactedAt, extras);
  }

  /**
   * What the document has of the same job, which is archived again: after a restore, or when
   * receipts came before the job did. What stands here of earlier is kept; personal data may be in
   * it once more.
   */
  public ArchivedJob again(JobHistory current) {
    JobHistory united = current.unitedWith(history);
    return united.equals(history)
        ? this
        : new ArchivedJob(united, archivedAt, Optional.empty(), extras);
  }
}
