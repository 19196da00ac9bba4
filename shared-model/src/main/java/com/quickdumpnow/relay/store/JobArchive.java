package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Recipient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Where finished jobs go, so that the document's size follows the active ones. A job is in the
 * document, or in the archive, or for a while in both: then the document counts. Thread-safe; safe
 * to use by many at a time.
 *
 * <p>Every method blocks until its result is durable and throws {@link StoreException} as the store
 * does. All of them may be repeated; a program killed in between leaves nothing half-done that a
 * repetition does not finish.
 */
public interface JobArchive {
  /**
   * Moves jobs from the document to the archive: each is written there first, and leaves the
   * document only if its history still is the one given. In the same change leave the recipients
   * that no job of the document refers to any more.
   *
   * @param asSeen the histories to move
   * @param forgettable which recipients may leave
   * @return the jobs that left the document by this call
   */
  Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable);

  /** The job as archived; empty when it never was. */
  Optional<ArchivedJob> find(JobId id);

  /**
   * Some of the archived jobs, in an order of the archive's own that stays the same.
   *
   * @param after only those behind it
   * @param most how many, 1 to 1000; fewer means there are no more
   */
  List<JobId> ids(Optional<JobId> after, int most);

  /**
   * As {@link MaintenanceStore#changeJob}, for a job that has left the document. Its recipients are
   * changed before its history is, so that {@code change} has to be idempotent in both.
   *
   * @return empty when the job is not archived, or is in the document
   */
  <R> Optional<R> change(JobId id, Function<JobScope, Changed<R>> change);

  /**
   * Walks on through the archive, from where the last walk of whomever ended; after the end it
   * begins anew.
   *
   * @param most how many jobs to look at
   * @param change what to make of each; the same to leave it alone
   */
  Walked walk(int most, UnaryOperator<ArchivedJob> change);

  /**
   * How far a walk came.
   *
   * @param looked at how many jobs
   * @param changed how many of them were changed
   * @param refused what is kept there but cannot be read; left alone
   * @param atEnd whether the next walk begins anew
   */
  record Walked(int looked, int changed, List<String> refused, boolean atEnd) {
    public Walked {
      refused = List.copyOf(refused);
    }
  }
}
