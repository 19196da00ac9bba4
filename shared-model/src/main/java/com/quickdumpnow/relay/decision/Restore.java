package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Goes back to an old version of the document without texting anybody again.
 *
 * <ul>
 *   <li>The revision is above every known one: nothing that was written before can be mistaken for
 *       what is current.
 *   <li>Who opted out in any known version stays opted out, and a number that is known to fail
 *       stays known.
 *   <li>Of the old version's jobs, what other versions know of their notifications is kept: what
 *       was sent, was sent.
 *   <li>Every notification that is not finished waits on HOLD until staff or a reconciliation
 *       release it. Receipts still settle it.
 * </ul>
 */
public final class Restore {
  private Restore() {}

  /**
   * @param old the version to go back to
   * @param known every other version that can be read, the newest above all; in any order
   * @param highestRevision the highest revision seen anywhere, for when the newest version cannot
   *     be read; 0 if none
   */
  public static MaintenanceDocument of(
      MaintenanceDocument old,
      Collection<MaintenanceDocument> known,
      long highestRevision,
      Instant now) {
    long highest = Math.max(old.revision(), highestRevision);
    Map<PhoneNumber, Recipient> recipients = new LinkedHashMap<>(old.recipients());
    Map<JobId, JobHistory> jobs = new LinkedHashMap<>(old.jobs());
    for (MaintenanceDocument other : known) {
      highest = Math.max(highest, other.revision());
      other.recipients().values().forEach(r -> recipients.merge(r.phone(), r, Restore::united));
      jobs.replaceAll((id, history) -> united(history, other.job(id)));
    }
    List<JobHistory> held = jobs.values().stream().map(job -> held(job, now)).toList();
    return old.withJobs(held)
        .withRecipients(recipients.values())
        // The old version's: what was committed since is undone, and its writers have to notice.
        .withCommits(highest + 1, old.commits());
  }

  /** The old version's job; of the others' what is known of the notifications. */
  private static JobHistory united(JobHistory history, JobHistory other) {
    return history.job().isEmpty() && other.job().isPresent() ? history : history.unitedWith(other);
  }

  private static JobHistory held(JobHistory history, Instant now) {
    JobHistory held = history;
    for (Notification notification : history.notifications()) {
      NotificationState state = notification.state();
      if (!state.isFinished() && !(state instanceof Hold)) {
        String was = state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        held = held.with(notification.with(new Hold(now, "restored from a backup; was " + was)));
      }
    }
    return held;
  }

  private static Recipient united(Recipient one, Recipient other) {
    Recipient united = one;
    if (other.optOut().isPresent()) {
      united = united.optedOut(other.optOut().get());
    }
    if (other.suppression().isPresent() && lastsLonger(other, one)) {
      united = united.suppressed(other.suppression().get());
    }
    if (other.toldHowToStopAt().isPresent()) {
      united = united.toldHowToStop(other.toldHowToStopAt().get());
    }
    List<Recipient.PermanentFailure> more = new ArrayList<>(other.failures());
    more.removeAll(united.failures());
    for (Recipient.PermanentFailure failure : more) {
      united = united.failed(failure, Instant.MIN);
    }
    return united;
  }

  private static boolean lastsLonger(Recipient longer, Recipient than) {
    Optional<Instant> until = than.suppression().map(Recipient.Suppression::until);
    return until.isEmpty()
        || longer.suppression().filter(s -> s.until().isAfter(until.get())).isPresent();
  }
}
