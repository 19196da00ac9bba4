package com.quickdumpnow.relay.ops.history;

import com.quickdumpnow.relay.decision.Restore;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.ops.console.Output;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table as it was at an earlier time, which AWS made anew by point-in-time recovery, and that no
 * program uses yet: made safe to go on with, so that nobody is texted again. Reads both tables
 * whole, into memory. Every method throws {@code StoreException}.
 */
public final class RecoveredTable {
  /** Tables count no revisions: all that matters is that what is used now is newer. */
  private static final long NEWER = 1;

  private final MaintenanceStore recovered;
  private final Optional<MaintenanceStore> used;
  private final Output output;

  /**
   * @param used the table that is gone back from; empty where it is lost: then nobody knows what
   *     was sent since, and what is unfinished is given to staff
   * @param output is told how far it is
   */
  public RecoveredTable(
      MaintenanceStore recovered, Optional<MaintenanceStore> used, Output output) {
    this.recovered = recovered;
    this.used = used;
    this.output = output;
  }

  /** Whether sending is paused, as it has to be: what is sent meanwhile would be sent again. */
  public boolean isPaused() {
    return used.orElse(recovered).settings().isPaused();
  }

  /**
   * What is to become of the table.
   *
   * @param before as it was recovered
   */
  public record Plan(MaintenanceDocument before, MaintenanceDocument after) {
    public List<Difference> differences() {
      return Difference.between(before, after);
    }
  }

  /** What would be made of it now. */
  public Plan plan(Instant now) {
    MaintenanceDocument old = recovered.read().document().withCommits(0, List.of());
    List<MaintenanceDocument> known = used.map(store -> known(store, old)).stream().toList();
    return new Plan(old, Restore.of(old, known, NEWER, now));
  }

  /** What the table that is used knows, of jobs that it has archived since as well. */
  private MaintenanceDocument known(MaintenanceStore used, MaintenanceDocument old) {
    MaintenanceDocument active = used.read().document();
    List<JobId> gone =
        old.jobs().keySet().stream().filter(id -> !active.jobs().containsKey(id)).toList();
    List<Optional<ArchivedJob>> archived;
    try (Progress progress = output.progress("looking for jobs in the archive", gone.size())) {
      archived =
          Parallel.map(
              gone,
              id -> {
                progress.step();
                return used.archive().find(id);
              });
    }
    return active
        .withJobs(archived.stream().flatMap(Optional::stream).map(ArchivedJob::history).toList())
        .withCommits(NEWER, List.of());
  }

  /** Carries it out; may be done again when it was cut short. */
  public void carryOut(Plan plan) {
    DocumentSettings settings = plan.after().settings();
    List<Recipient> recipients = changed(plan, MaintenanceDocument::recipients);
    List<JobHistory> jobs = changed(plan, MaintenanceDocument::jobs);
    try (Progress progress = output.progress("changing", recipients.size() + jobs.size())) {
      recovered.changeSettings(_ -> settings);
      for (Recipient now : recipients) {
        recovered.changeRecipient(now.phone(), _ -> now);
        progress.step();
      }
      for (JobHistory now : jobs) {
        boolean _ = recovered.changeJob(now.id(), _ -> new Changed<>(now, true));
        progress.step();
      }
    }
  }

  private static <K, V> List<V> changed(Plan plan, Function<MaintenanceDocument, Map<K, V>> part) {
    Map<K, V> before = part.apply(plan.before());
    return part.apply(plan.after()).entrySet().stream()
        .filter(now -> !now.getValue().equals(before.get(now.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }
}
