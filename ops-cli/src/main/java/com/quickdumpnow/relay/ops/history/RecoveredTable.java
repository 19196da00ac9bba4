package com.quickdumpnow.relay.ops.history;

import com.quickdumpnow.relay.decision.Restore;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /**
   * @param used the table that is gone back from; empty where it is lost: then nobody knows what
   *     was sent since, and what is unfinished is given to staff
   */
  public RecoveredTable(MaintenanceStore recovered, Optional<MaintenanceStore> used) {
    this.recovered = recovered;
    this.used = used;
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
  private static MaintenanceDocument known(MaintenanceStore used, MaintenanceDocument old) {
    MaintenanceDocument active = used.read().document();
    List<JobHistory> archived = new ArrayList<>();
    for (JobHistory history : old.jobs().values()) {
      if (!active.jobs().containsKey(history.id())) {
        used.archive().find(history.id()).map(ArchivedJob::history).ifPresent(archived::add);
      }
    }
    return active.withJobs(archived).withCommits(NEWER, List.of());
  }

  /** Carries it out; may be done again when it was cut short. */
  public void carryOut(Plan plan) {
    DocumentSettings settings = plan.after().settings();
    recovered.changeSettings(_ -> settings);
    plan.after().recipients().values().stream()
        .filter(now -> !now.equals(plan.before().recipients().get(now.phone())))
        .forEach(now -> recovered.changeRecipient(now.phone(), _ -> now));
    plan.after().jobs().values().stream()
        .filter(now -> !now.equals(plan.before().jobs().get(now.id())))
        .forEach(now -> recovered.changeJob(now.id(), _ -> new Changed<>(now, now)));
  }
}
