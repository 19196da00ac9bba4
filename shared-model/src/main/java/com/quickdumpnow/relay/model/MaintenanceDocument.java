package com.quickdumpnow.relay.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The whole of {@code maintenance.json}: every active job with its history, the trailers and the
 * recipients. Immutable; maps keep the document's order.
 *
 * @param revision grows with every commit
 * @param commits the latest commit of every writer that wrote recently
 */
public record MaintenanceDocument(
    long revision,
    List<Commit> commits,
    Map<JobId, JobHistory> jobs,
    Map<Vin, Trailer> trailers,
    Map<PhoneNumber, Recipient> recipients,
    DocumentSettings settings,
    Extras extras) {
  /** The schema this release reads and writes; a document with a higher one is refused. */
  public static final int SCHEMA_VERSION = 1;

  public static final MaintenanceDocument EMPTY =
      new MaintenanceDocument(
          0, List.of(), Map.of(), Map.of(), Map.of(), DocumentSettings.NONE, Extras.NONE);

  public MaintenanceDocument {
    commits = List.copyOf(commits);
    jobs = Collections.unmodifiableMap(jobs);
    trailers = Collections.unmodifiableMap(trailers);
    recipients = Collections.unmodifiableMap(recipients);
  }

  /** The history of {@code id}, empty when nothing is known of it. */
  public JobHistory job(JobId id) {
    return Optional.ofNullable(jobs.get(id)).orElseGet(() -> JobHistory.empty(id));
  }

  /** The recipient of that number, an unknown one when nothing is kept of it. */
  public Recipient recipient(PhoneNumber phone) {
    return Optional.ofNullable(recipients.get(phone)).orElseGet(() -> Recipient.unknown(phone));
  }

  /** Puts each history in the place of its job, or at the end; an empty one leaves the document. */
  public MaintenanceDocument withJobs(Collection<JobHistory> changed) {
    Map<JobId, JobHistory> merged = merged(jobs, changed, JobHistory::id);
    for (JobHistory history : changed) {
      if (history.isEmpty()) {
        merged.remove(history.id());
      }
    }
    return new MaintenanceDocument(
        revision, commits, merged, trailers, recipients, settings, extras);
  }

  /** Puts each recipient in its place, or at the end; one of which nothing is known leaves. */
  public MaintenanceDocument withRecipients(Collection<Recipient> changed) {
    Map<PhoneNumber, Recipient> merged = merged(recipients, changed, Recipient::phone);
    for (Recipient recipient : changed) {
      if (recipient.equals(Recipient.unknown(recipient.phone()))) {
        merged.remove(recipient.phone());
      }
    }
    return new MaintenanceDocument(revision, commits, jobs, trailers, merged, settings, extras);
  }

  public MaintenanceDocument withTrailers(Collection<Trailer> changed) {
    return new MaintenanceDocument(
        revision,
        commits,
        jobs,
        merged(trailers, changed, Trailer::vin),
        recipients,
        settings,
        extras);
  }

  public MaintenanceDocument withCommits(long newRevision, List<Commit> newCommits) {
    return new MaintenanceDocument(
        newRevision, newCommits, jobs, trailers, recipients, settings, extras);
  }

  public MaintenanceDocument with(DocumentSettings newSettings) {
    return new MaintenanceDocument(
        revision, commits, jobs, trailers, recipients, newSettings, extras);
  }

  private static <K, V> Map<K, V> merged(Map<K, V> old, Collection<V> changed, Function<V, K> key) {
    if (changed.isEmpty()) {
      return old;
    }
    Map<K, V> merged = LinkedHashMap.newLinkedHashMap(old.size() + changed.size());
    // Of a map that can't be changed, its constructor would ask for a view of every entry.
    old.forEach(merged::put);
    changed.forEach(value -> merged.put(key.apply(value), value));
    return merged;
  }
}
