package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;

/** What must hold between any two versions of the document that follow each other. */
final class DocumentRules {
  private DocumentRules() {}

  /** Nothing is forgotten, messages only move forward, finished stays finished. */
  static void forward(Notification before, Notification after) {
    check(after.attempts().size() >= before.attempts().size(), before.id() + " forgot an attempt");
    if (before.state().isFinished()) {
      check(after.state().isFinished(), before.id() + " was re-opened");
    }
    for (Attempt attempt : before.attempts()) {
      if (attempt.outcome() instanceof Accepted was) {
        Attempt now = after.attempt(attempt.number()).orElseThrow();
        check(
            now.outcome() instanceof Accepted is
                && is.messageId().equals(was.messageId())
                && is.status().rank() >= was.status().rank()
                // A mail server may return what it took.
                && (is.status().isSuccess() || !was.status().isSuccess() || attempt.isEmail()),
            before.id() + " attempt " + attempt.number() + " moved backwards");
      }
    }
  }

  /** What an attempt that is new in {@code next} must have looked at. */
  static void claims(MaintenanceDocument before, MaintenanceDocument next) {
    for (JobHistory history : next.jobs().values()) {
      JobHistory known = before.job(history.id());
      for (Notification notification : history.notifications()) {
        int attempts =
            known.notification(notification.id()).map(old -> old.attempts().size()).orElse(0);
        for (int number = attempts + 1; number <= notification.attempts().size(); number++) {
          claim(before, next, known, notification, notification.attempts().get(number - 1));
        }
      }
    }
  }

  private static void claim(
      MaintenanceDocument before,
      MaintenanceDocument next,
      JobHistory known,
      Notification notification,
      Attempt attempt) {
    String which = notification.id() + "/" + attempt.number();
    check(
        !(before.settings().isPaused() && next.settings().isPaused()),
        which + " was claimed while all sending was paused");
    check(
        known.notifications().stream().noneMatch(n -> n.sequence() > notification.sequence()),
        which + " was claimed although a newer status had overtaken it");
    check(
        known.notification(notification.id()).filter(old -> old.state().isFinished()).isEmpty(),
        which + " was claimed although it was finished");
    boolean isCurrent =
        switch (attempt.to()) {
          case PhoneNumber phone -> {
            check(
                !before.recipient(phone).isOptedOut() || !next.recipient(phone).isOptedOut(),
                which + " was claimed after the opt-out");
            yield isPhone(known, phone);
          }
          case EmailAddress email ->
              known.job().flatMap(job -> job.customer().email()).filter(email::equals).isPresent();
        };
    check(isCurrent, which + " goes to an address that was corrected");
  }

  private static boolean isPhone(JobHistory known, PhoneNumber phone) {
    return known.job().flatMap(job -> job.customer().phone()).filter(phone::equals).isPresent();
  }
}
