package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.StaffCall;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether staff hear of every alert, judged from their handsets and their mailbox. */
final class StaffWatch {
  private final Map<NotificationId, StaffCall> calls = new HashMap<>();
  private final Set<NotificationId> heard = new HashSet<>();
  private final Set<String> posted = new HashSet<>();
  private final Set<String> onHandset = new HashSet<>();

  /** A carrier took a text or an email for staff; it must be claimed, and is posted once. */
  void accepted(MaintenanceDocument document, NotificationId call, int step) {
    Optional<StaffCall> known = document.job(JobId.STAFF).call();
    check(
        known.filter(open -> open.id().equals(call)).isPresent() || calls.containsKey(call),
        "a staff call that nobody began: " + call);
    check(posted.add(call + "/" + step), "staff step " + call + "/" + step + " was posted twice");
  }

  /** It is on a handset. Within one call nobody gets two. */
  void received(NotificationId call, PhoneNumber phone) {
    check(onHandset.add(call + " " + phone), "somebody of staff got " + call + " twice");
    heard.add(call);
  }

  /** It is in the mailbox. Emails may repeat. */
  void mailed(NotificationId call) {
    heard.add(call);
  }

  /** An alert counts as told only once somebody has it. */
  void committed(MaintenanceDocument before, MaintenanceDocument next) {
    next.job(JobId.STAFF).call().ifPresent(call -> calls.put(call.id(), call));
    for (JobHistory history : next.jobs().values()) {
      for (Alert alert : history.alerts()) {
        if (alert.isTold() && !wasTold(before, alert)) {
          check(isHeard(alert), "nobody has the alert that counts as told: " + alert);
        }
      }
    }
  }

  private static boolean wasTold(MaintenanceDocument before, Alert alert) {
    return before.job(alert.jobId()).alerts().stream()
        .anyMatch(old -> old.number() == alert.number() && old.isTold());
  }

  private boolean isHeard(Alert alert) {
    return calls.values().stream()
        .filter(call -> heard.contains(call.id()))
        .anyMatch(call -> call.covers().stream().anyMatch(cover -> cover.includes(alert)));
  }
}
