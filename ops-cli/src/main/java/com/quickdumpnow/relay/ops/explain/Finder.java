package com.quickdumpnow.relay.ops.explain;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.MaintenanceStore.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds the job that is meant by its id, a notification's, or a message's at its carrier. */
public final class Finder {
  private static final Pattern NOTIFICATION = Pattern.compile("n_[a-z2-7]{16}");
  private static final Pattern JOB = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private final MaintenanceDocument document;
  private final JobArchive archive;
  private final Supplier<Set<JobId>> archived;

  /**
   * @param archived lists what is in the archive
   */
  public Finder(Stored stored, JobArchive archive, Supplier<Set<JobId>> archived) {
    this.document = stored.document();
    this.archive = archive;
    this.archived = archived;
  }

  /**
   * A job, and which of its notifications is meant.
   *
   * @param notification empty for all of them
   */
  public record Meant(
      JobHistory history, boolean isArchived, Optional<Notification> notification) {}

  /**
   * @param progress for a walk through the whole archive, of that many jobs
   */
  public Optional<Meant> find(String name, LongFunction<Progress> progress) {
    Optional<Meant> known =
        document.jobs().values().stream()
            .flatMap(history -> meant(history, name, false).stream())
            .findFirst();
    if (known.isPresent()) {
      return known;
    }
    if (JOB.matcher(name).matches() && !NOTIFICATION.matcher(name).matches()) {
      Optional<Meant> job =
          archive.find(new JobId(name)).flatMap(kept -> meant(kept.history(), name, true));
      if (job.isPresent()) {
        return job;
      }
    }
    return inTheArchive(name, progress);
  }

  private Optional<Meant> inTheArchive(String name, LongFunction<Progress> progress) {
    Set<JobId> ids = archived.get();
    try (Progress walk = progress.apply(ids.size())) {
      return Parallel.map(
              List.copyOf(ids),
              id -> {
                walk.step();
                return archive.find(id).flatMap(kept -> meant(kept.history(), name, true));
              })
          .stream()
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  private static Optional<Meant> meant(JobHistory history, String name, boolean isArchived) {
    if (history.id().value().equals(name)) {
      return Optional.of(new Meant(history, isArchived, Optional.empty()));
    }
    Optional<Notification> notification =
        history.notifications().stream()
            .filter(
                one ->
                    one.id().value().equals(name)
                        || one.attempts().stream()
                            .flatMap(attempt -> attempt.messageId().stream())
                            .anyMatch(id -> id.value().equals(name)))
            .findFirst();
    if (notification.isPresent()) {
      return Optional.of(new Meant(history, isArchived, notification));
    }
    return history.strays().stream().anyMatch(stray -> stray.messageId().value().equals(name))
        ? Optional.of(new Meant(history, isArchived, Optional.empty()))
        : Optional.empty();
  }
}
