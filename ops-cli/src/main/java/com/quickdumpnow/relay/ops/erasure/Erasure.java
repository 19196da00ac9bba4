package com.quickdumpnow.relay.ops.erasure;

import com.quickdumpnow.relay.decision.Redaction;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.aws.DataBucket.Version;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.deployment.Deployment;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.ops.history.DocumentHistory;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.place.StorePlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Erases what is kept of one phone number: in the document, the archive and the old versions of
 * both. Of its jobs remains what the archive keeps of a redacted one. An opt-out stays, as without
 * it its owner would be texted again. Broken off, it is to be repeated.
 */
public final class Erasure {
  private static final String ARCHIVE = "archive/jobs/";

  private final MaintenanceStore store;
  private final Optional<DataBucket> bucket;
  private final Optional<DocumentHistory> history;
  private final Output output;
  private final Supplier<Set<JobId>> archivedIds;
  private final PhoneNumber phone;
  private final Instant now;

  public Erasure(Deployment on, PhoneNumber phone, Instant now) {
    this.store = on.store();
    // A table keeps no versions.
    boolean isDocument = on.place() instanceof StorePlace.Bucket;
    this.bucket = isDocument ? Optional.of(on.bucket()) : Optional.empty();
    this.history = bucket.map(kept -> new DocumentHistory(kept, on.objects(), Deployment.DOCUMENT));
    this.output = on.output();
    this.archivedIds = on::archived;
    this.phone = phone;
    this.now = now;
  }

  /**
   * Where the number stands.
   *
   * @param active jobs of the document that are still to be done, or that staff have yet to hear of
   * @param finished jobs of the document
   * @param archived jobs of the archive that are not redacted
   * @param versions old versions of the document
   */
  public record Found(
      List<JobId> active,
      List<JobHistory> finished,
      List<JobId> archived,
      List<Version> versions,
      boolean recipient,
      boolean optedOut) {
    public Found {
      active = List.copyOf(active);
      finished = List.copyOf(finished);
      archived = List.copyOf(archived);
      versions = List.copyOf(versions);
    }

    /** Whether there is something to erase. */
    public boolean isAnything() {
      return !active.isEmpty()
          || !finished.isEmpty()
          || !archived.isEmpty()
          || !versions.isEmpty()
          || recipient;
    }

    Set<JobId> jobs() {
      Set<JobId> jobs = new HashSet<>(archived);
      finished.forEach(job -> jobs.add(job.id()));
      return jobs;
    }
  }

  /** Looks everywhere. */
  public Found find() {
    MaintenanceDocument document = store.read().document();
    List<JobId> active = new ArrayList<>();
    List<JobHistory> finished = new ArrayList<>();
    for (JobHistory job : document.jobs().values()) {
      if (job.phones().contains(phone)) {
        if (Retention.finishedAt(job).isPresent()) {
          finished.add(job);
        } else {
          active.add(job.id());
        }
      }
    }
    List<JobId> archived = inTheArchive();
    Recipient recipient = document.recipient(phone);
    Found found =
        new Found(
            active,
            finished,
            archived,
            List.of(),
            !recipient.equals(bare(recipient)),
            recipient.isOptedOut());
    return new Found(
        active, finished, archived, versions(found.jobs()), found.recipient(), found.optedOut());
  }

  private List<JobId> inTheArchive() {
    List<JobId> ids = List.copyOf(archivedIds.get());
    try (Progress progress = output.progress("looking at archived jobs", ids.size())) {
      return Parallel.map(
              ids,
              id -> {
                progress.step();
                return concerns(id) ? Optional.of(id) : Optional.<JobId>empty();
              })
          .stream()
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private boolean concerns(JobId id) {
    return store
        .archive()
        .find(id)
        .filter(job -> job.redactedAt().isEmpty() && job.history().phones().contains(phone))
        .isPresent();
  }

  /** Old versions of the document with the number in them; one that cannot be read may be one. */
  private List<Version> versions(Set<JobId> jobs) {
    return history.map(kept -> versions(kept, jobs)).orElse(List.of());
  }

  private List<Version> versions(DocumentHistory kept, Set<JobId> jobs) {
    List<Version> old;
    try (Progress listed = output.progress("listing old versions")) {
      old =
          kept.versions(listed).stream()
              .filter(version -> !version.isLatest() && !version.isDeletion())
              .toList();
    }
    // One after the other: each is a whole document in memory.
    List<Version> telling = new ArrayList<>();
    try (Progress progress = output.progress("looking at old versions", old.size())) {
      for (Version version : old) {
        if (kept.read(version).map(was -> tells(was, jobs)).orElse(true)) {
          telling.add(version);
        }
        progress.step();
      }
    }
    return telling;
  }

  private boolean tells(MaintenanceDocument old, Set<JobId> jobs) {
    Recipient recipient = old.recipient(phone);
    return (!recipient.equals(Recipient.unknown(phone)) && !recipient.equals(bare(recipient)))
        || old.jobs().values().stream()
            .anyMatch(job -> jobs.contains(job.id()) || job.phones().contains(phone));
  }

  /** Nothing but the opt-out, if there is one. */
  private Recipient bare(Recipient recipient) {
    Recipient unknown = Recipient.unknown(phone);
    return recipient.optOut().map(unknown::optedOut).orElse(unknown);
  }

  /**
   * Erases what was found.
   *
   * @return how many old versions were deleted
   */
  public int erase(Found found) {
    Set<JobId> jobs = found.jobs();
    int deleted = 0;
    try (Progress progress = output.progress("erasing jobs", jobs.size())) {
      store.archive().take(found.finished(), recipient -> false);
      store.changeRecipient(phone, this::bare);
      for (JobId id : jobs) {
        store.archive().change(id, scope -> new Changed<>(redacted(scope.history()), id));
        deleted += bucket.map(kept -> deleteOld(kept, ARCHIVE + id + ".json")).orElse(0);
        progress.step();
      }
    }
    List<Version> versions = versions(jobs);
    try (Progress progress = output.progress("deleting old versions", versions.size())) {
      for (Version version : versions) {
        bucket.orElseThrow().delete(Deployment.DOCUMENT, version.id());
        progress.step();
      }
    }
    return deleted + versions.size();
  }

  /** Whether the document has nothing of it: a job may have changed while it was erased. */
  public boolean isGone() {
    MaintenanceDocument document = store.read().document();
    Recipient recipient = document.recipient(phone);
    return recipient.equals(bare(recipient))
        && document.jobs().values().stream().noneMatch(job -> job.phones().contains(phone));
  }

  private JobHistory redacted(JobHistory job) {
    return Redaction.redacted(new ArchivedJob(job, now), now).history();
  }

  private static int deleteOld(DataBucket bucket, String key) {
    List<Version> old = bucket.versions(key).stream().filter(v -> !v.isLatest()).toList();
    old.forEach(version -> bucket.delete(key, version.id()));
    return old.size();
  }
}
