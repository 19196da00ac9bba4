package com.quickdumpnow.relay.model;

import com.quickdumpnow.relay.model.SlicedMap.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
    SlicedMap<JobId, JobHistory> jobs,
    SlicedMap<Vin, Trailer> trailers,
    SlicedMap<PhoneNumber, Recipient> recipients,
    DocumentSettings settings,
    Extras extras) {
  /** The schema this release reads and writes; a document with a higher one is refused. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * Of sixteen jobs each list has some 10 kB of JSON. Slices of eight make a file a quarter larger;
   * with 32 a change costs more than the bytes it saves.
   */
  public static final Rule<JobId, JobHistory> JOBS = new Rule<>(16, JobHistory::id, JobId::value);

  public static final Rule<Vin, Trailer> TRAILERS = new Rule<>(64, Trailer::vin, Vin::value);

  public static final Rule<PhoneNumber, Recipient> RECIPIENTS =
      new Rule<>(64, Recipient::phone, PhoneNumber::value);

  public static final MaintenanceDocument EMPTY =
      new MaintenanceDocument(
          0,
          List.of(),
          SlicedMap.of(JOBS, List.of()),
          SlicedMap.of(TRAILERS, List.of()),
          SlicedMap.of(RECIPIENTS, List.of()),
          DocumentSettings.NONE,
          Extras.NONE);

  public MaintenanceDocument {
    commits = List.copyOf(commits);
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
    List<JobId> leaving = changed.stream().filter(JobHistory::isEmpty).map(JobHistory::id).toList();
    return new MaintenanceDocument(
        revision,
        commits,
        jobs.with(changed).without(leaving),
        trailers,
        recipients,
        settings,
        extras);
  }

  /** Puts each recipient in its place, or at the end; one of which nothing is known leaves. */
  public MaintenanceDocument withRecipients(Collection<Recipient> changed) {
    List<PhoneNumber> leaving =
        changed.stream()
            .filter(recipient -> recipient.equals(Recipient.unknown(recipient.phone())))
            .map(Recipient::phone)
            .toList();
    return new MaintenanceDocument(
        revision,
        commits,
        jobs,
        trailers,
        recipients.with(changed).without(leaving),
        settings,
        extras);
  }

  /** Puts each trailer in its place, or at the end. */
  public MaintenanceDocument withTrailers(Collection<Trailer> changed) {
    return new MaintenanceDocument(
        revision, commits, jobs, trailers.with(changed), recipients, settings, extras);
  }

  public MaintenanceDocument withCommits(long newRevision, List<Commit> newCommits) {
    return new MaintenanceDocument(
        newRevision, newCommits, jobs, trailers, recipients, settings, extras);
  }

  public MaintenanceDocument with(DocumentSettings newSettings) {
    return new MaintenanceDocument(
        revision, commits, jobs, trailers, recipients, newSettings, extras);
  }

  public MaintenanceDocument with(Extras newExtras) {
    return new MaintenanceDocument(
        revision, commits, jobs, trailers, recipients, settings, newExtras);
  }
}
