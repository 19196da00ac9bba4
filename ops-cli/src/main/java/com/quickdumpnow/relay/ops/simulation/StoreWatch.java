package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the store says, document and archive; and whether any version of it keeps what the one
 * before it said.
 */
final class StoreWatch {
  private final Set<String> commits = new HashSet<>();
  private final Map<JobId, JobHistory> archive = new HashMap<>();
  private final Set<JobId> leftOut = new HashSet<>();
  private MaintenanceDocument document = MaintenanceDocument.EMPTY;
  private boolean restored;

  void begin(MaintenanceDocument first) {
    document = first;
  }

  MaintenanceDocument document() {
    return document;
  }

  /** Whether somebody went back in time, which may undo a job or its last status. */
  boolean wasRestored() {
    return restored;
  }

  /** Whether the job was undone by that, and staff have to hear of it. */
  boolean isLeftOut(JobId job) {
    return leftOut.contains(job);
  }

  /** Those of the document, then those of the archive. */
  Stream<JobHistory> histories() {
    return Stream.concat(document.jobs().values().stream(), archive.values().stream());
  }

  Optional<Notification> notification(NotificationId id) {
    return histories().flatMap(history -> history.notification(id).stream()).findFirst();
  }

  void committed(MaintenanceDocument next) {
    for (var history : document.jobs().values()) {
      for (Notification before : history.notifications()) {
        Optional<Notification> after = next.job(history.id()).notification(before.id());
        if (after.isPresent()) {
          DocumentRules.forward(before, after.get());
        } else {
          check(isArchived(before), before.id() + " is gone");
        }
      }
    }
    DocumentRules.claims(document, next);
    check(next.revision() == document.revision() + 1, "a revision was overwritten");
    Commit newest = next.commits().getLast();
    check(
        commits.add(newest.writer() + ":" + newest.sequence()),
        "a commit that had landed was made again");
    document = next;
  }

  private boolean isArchived(Notification notification) {
    return Optional.ofNullable(archive.get(notification.jobId()))
        .flatMap(history -> history.notification(notification.id()))
        .filter(kept -> kept.state().isFinished())
        .isPresent();
  }

  void archived(JobHistory history) {
    archive.put(history.id(), history);
  }

  void moved(Map<JobId, JobHistory> archived) {
    for (JobHistory before : archive.values()) {
      check(
          before.equals(archived.get(before.id())) || document.jobs().containsKey(before.id()),
          "the archive of " + before.id() + " was moved as something else");
    }
    archive.clear();
    archive.putAll(archived);
  }

  void restored(MaintenanceDocument next) {
    for (JobHistory history : document.jobs().values()) {
      if (!history.notifications().isEmpty() && next.job(history.id()).job().isEmpty()) {
        leftOut.add(history.id());
      }
    }
    commits.clear();
    restored = true;
    document = next;
  }
}
