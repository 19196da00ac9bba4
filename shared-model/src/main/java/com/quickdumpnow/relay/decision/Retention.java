package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * For how long things are kept where they are.
 *
 * @param inDocument after a job finished; then it is archived
 * @param personal after a job finished; then its personal data are taken out of the archive
 */
public record Retention(Duration inDocument, Duration personal) {
  public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(90));

  public Retention {
    if (personal.compareTo(inDocument) < 0) {
      throw new IllegalArgumentException(
          "personal data are redacted in the archive: not before a job gets there");
    }
  }

  /**
   * When nothing was left to do for a job; empty while something is, staff who have yet to hear of
   * it included. Receipts that belong to no job we know are finished when the last of them came.
   */
  public static Optional<Instant> finishedAt(JobHistory history) {
    boolean busy =
        // What is kept of staff is where their receipts are looked for: it never leaves.
        history.id().equals(JobId.STAFF)
            || history.job().filter(job -> !job.status().isFinal()).isPresent()
            || history.notifications().stream().anyMatch(n -> !n.state().isFinished())
            || history.concernsStaff();
    return busy
        ? Optional.empty()
        : Stream.of(
                history.job().map(Job::since).stream(),
                history.notifications().stream().map(Notification::state).map(s -> s.since()),
                history.strays().stream().map(Receipt::receivedAt),
                history.alerts().stream().map(Alert::raisedAt))
            .flatMap(times -> times)
            .max(Comparator.naturalOrder());
  }

  /** A job that finished by then is to be archived at {@code now}. */
  public Instant archivesFrom(Instant now) {
    return now.minus(inDocument);
  }

  /** Whether a job of the document is to be archived. */
  public boolean isToArchive(JobHistory history, Instant now) {
    return finishedAt(history).filter(at -> !now.isBefore(at.plus(inDocument))).isPresent();
  }

  /** Whether an archived job still holds personal data that it should not. */
  public boolean isToRedact(ArchivedJob archived, Instant now) {
    Instant finished = finishedAt(archived.history()).orElse(archived.archivedAt());
    return archived.redactedAt().isEmpty() && !now.isBefore(finished.plus(personal));
  }

  /**
   * Whether nothing is lost with a recipient to whom no job refers: neither opt-out nor suppression
   * nor who lifted one, nor failures that still count. A suppression counts beyond its cool-down,
   * as the next failure would renew it.
   */
  public static boolean isForgettable(Recipient recipient, SuppressionRule rule, Instant now) {
    Instant countFrom = now.minus(rule.within());
    return !recipient.isOptedOut()
        && recipient.lifts().isEmpty()
        && recipient.suppression().filter(old -> !old.until().isBefore(countFrom)).isEmpty()
        && recipient.failures().stream().allMatch(failure -> failure.at().isBefore(countFrom));
  }
}
