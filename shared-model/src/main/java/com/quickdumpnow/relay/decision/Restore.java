package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 *   <li>Every notification that is not finished waits on HOLD until what was claimed before has
 *       come to rest; then it is reconciled where need be, and goes on. Receipts still settle it.
 *   <li>Whether all sending is paused is as staff set it last, and what texts cost on the last day
 *       is the most that any version knows.
 *   <li>Where versions are missing, or the newest has lost the job, nobody knows what was sent, so
 *       what is not finished is given to staff, who call or send again.
 *   <li>Staff are told which jobs of later versions are left out.
 * </ul>
 */
public final class Restore {
  private static final int MOST_NAMED = 20;
  private static final String UNKNOWABLE =
      "restored from a backup, later versions are missing: nobody knows whether it was sent";

  private Restore() {}

  /**
   * @param old the version to go back to
   * @param known every other version that can be read, the newest above all; in any order
   * @param highestRevision the highest revision that was ever written, as far as is known; when no
   *     version given is as new, some are missing. 0 if none is
   */
  public static MaintenanceDocument of(
      MaintenanceDocument old,
      Collection<MaintenanceDocument> known,
      long highestRevision,
      Instant now) {
    long newest = old.revision();
    Map<PhoneNumber, Recipient> recipients = new LinkedHashMap<>(old.recipients());
    Map<JobId, JobHistory> jobs = new LinkedHashMap<>(old.jobs());
    jobs.putIfAbsent(JobId.STAFF, JobHistory.empty(JobId.STAFF));
    Set<JobId> leftOut = new TreeSet<>(Comparator.comparing(JobId::value));
    for (MaintenanceDocument other : known) {
      newest = Math.max(newest, other.revision());
      other.recipients().values().forEach(r -> recipients.merge(r.phone(), r, Restore::united));
      jobs.replaceAll((id, history) -> united(history, other.job(id)));
      leftOut.addAll(jobsSince(other, old));
    }
    boolean complete = newest >= highestRevision;
    MaintenanceDocument last = newest(old, known);
    List<JobHistory> held =
        jobs.values().stream()
            .map(job -> complete && isIn(last, job) ? held(job, now) : given(job, now))
            .toList();
    MaintenanceDocument restored =
        old.withJobs(held)
            .withRecipients(recipients.values())
            .with(lastSet(old, known))
            // The old version's: what was committed since is undone, and its writers have to
            // notice.
            .withCommits(Math.max(newest, highestRevision) + 1, old.commits());
    return leftOut.isEmpty() ? restored : restored.withJobs(List.of(told(restored, leftOut, now)));
  }

  /** A job that has left the document since may have ended in a version that is gone. */
  private static boolean isIn(MaintenanceDocument last, JobHistory history) {
    return last.jobs().containsKey(history.id());
  }

  private static MaintenanceDocument newest(
      MaintenanceDocument old, Collection<MaintenanceDocument> known) {
    return Stream.concat(Stream.of(old), known.stream())
        .max(Comparator.comparingLong(MaintenanceDocument::revision))
        .orElseThrow();
  }

  /** What staff set last stands: whether sending is paused. What was spent is spent. */
  private static DocumentSettings lastSet(
      MaintenanceDocument old, Collection<MaintenanceDocument> known) {
    List<DocumentSettings> all =
        Stream.concat(Stream.of(old), known.stream()).map(MaintenanceDocument::settings).toList();
    DocumentSettings last =
        all.stream()
            .max(
                Comparator.comparing(
                    settings -> settings.sending().map(SendingSwitch::since).orElse(Instant.MIN)))
            .orElseThrow();
    return all.stream()
        .flatMap(settings -> settings.spending().stream())
        .max(Comparator.comparing(DaySpending::day).thenComparing(DaySpending::spent))
        .map(last::with)
        .orElse(last)
        .withMove(newest(old, known).settings().move());
  }

  /** Jobs that only a later version has. */
  private static List<JobId> jobsSince(MaintenanceDocument other, MaintenanceDocument old) {
    return other.revision() <= old.revision()
        ? List.of()
        : other.jobs().values().stream()
            .filter(history -> history.job().isPresent() && old.job(history.id()).isEmpty())
            .map(JobHistory::id)
            .toList();
  }

  private static JobHistory told(MaintenanceDocument restored, Set<JobId> leftOut, Instant now) {
    String names =
        leftOut.stream().limit(MOST_NAMED).map(JobId::value).collect(Collectors.joining(", "));
    String words =
        "restored from a backup without %d later job%s, whose customers may have to be called: %s%s"
            .formatted(
                leftOut.size(),
                leftOut.size() == 1 ? "" : "s",
                names,
                leftOut.size() > MOST_NAMED ? " and others" : "");
    return restored
        .job(JobId.STAFF)
        .raise(Alert.Kind.FAILURE, Alert.OF_NO_NOTIFICATION, words, now);
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
        held = held.with(notification.with(hold(state, now)));
      }
    }
    return held;
  }

  private static JobHistory given(JobHistory history, Instant now) {
    JobHistory given = history;
    for (Notification notification : history.notifications()) {
      NotificationState state = notification.state();
      if (!state.isFinished()) {
        given =
            given
                .with(notification.with(hold(state, now).exhaust(now, UNKNOWABLE)))
                .raise(Alert.Kind.EXHAUSTED, notification.id(), UNKNOWABLE, now);
      }
    }
    return given;
  }

  private static Hold hold(NotificationState state, Instant now) {
    String was = state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    return new Hold(now, "restored from a backup; was " + was);
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
    if (other.network().isPresent()) {
      united = united.of(other.network().get());
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
