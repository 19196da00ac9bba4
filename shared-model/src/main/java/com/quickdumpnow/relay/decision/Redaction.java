package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.AttemptOutcome.Abandoned;
import com.quickdumpnow.relay.model.AttemptOutcome.Ambiguous;
import com.quickdumpnow.relay.model.AttemptOutcome.Refused;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the personal data out of an archived job: name, phone, email, street address, notes, the
 * texts, and whatever this release does not know and so cannot judge. What happened and when, by
 * which route and with which codes, stays.
 *
 * <p>An address that was there is replaced by one that nobody can have, so that a text remains a
 * text and an email an email.
 */
public final class Redaction {
  public static final String WORD = "redacted";

  /** No area code begins with 0 in the North American Numbering Plan. */
  public static final PhoneNumber PHONE = new PhoneNumber("+10000000000");

  /** RFC 2606 keeps .invalid free for ever. */
  public static final EmailAddress EMAIL = new EmailAddress("redacted@redacted.invalid");

  private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d ().-]{5,}\\d");
  private static final Pattern MAILBOX = Pattern.compile("\\S+@\\S+");

  private Redaction() {}

  public static ArchivedJob redacted(ArchivedJob archived, Instant now) {
    JobHistory history = archived.history();
    JobHistory redacted =
        new JobHistory(
            history.id(),
            history.job().map(Redaction::redacted),
            history.notifications().stream().map(Redaction::redacted).toList(),
            history.strays().stream().map(Redaction::redacted).toList(),
            history.alerts().stream().map(Redaction::redacted).toList(),
            Optional.empty());
    return new ArchivedJob(redacted, archived.archivedAt(), Optional.of(now), Extras.NONE);
  }

  private static Alert redacted(Alert alert) {
    return new Alert(
        alert.jobId(),
        alert.notificationId(),
        alert.number(),
        alert.kind(),
        alert.words(),
        alert.raisedAt(),
        alert.toldAt(),
        Extras.NONE);
  }

  private static Job redacted(Job job) {
    Customer customer =
        new Customer(
            WORD,
            job.customer().phone().map(_ -> PHONE),
            job.customer().email().map(_ -> EMAIL),
            Extras.NONE);
    Load load =
        new Load(
            job.load().material(),
            job.load().tons(),
            job.load().address().map(_ -> WORD),
            job.load().notes().map(_ -> WORD),
            Extras.NONE);
    // The memory of requests holds hashes of their bodies, from which a number could be guessed.
    return new Job(
        job.id(),
        job.dispatchId(),
        customer,
        load,
        job.trailerVin(),
        job.timeline().stream()
            .map(change -> new StatusChange(change.status(), change.at(), change.by()))
            .toList(),
        List.of(),
        Extras.NONE);
  }

  private static Notification redacted(Notification notification) {
    return new Notification(
        notification.id(),
        notification.jobId(),
        notification.about(),
        notification.sequence(),
        notification.createdAt(),
        notification.expiresAt(),
        WORD,
        notification.segments(),
        notification.link(),
        notification.generation(),
        notification.state(),
        notification.attempts().stream().map(Redaction::redacted).toList(),
        Extras.NONE);
  }

  private static Attempt redacted(Attempt attempt) {
    Address to =
        switch (attempt.to()) {
          case PhoneNumber _ -> PHONE;
          case EmailAddress _ -> EMAIL;
        };
    Claim claim = attempt.claim();
    return new Attempt(
        attempt.number(),
        attempt.route(),
        to,
        WORD,
        attempt.segments(),
        new Claim(claim.owner(), claim.epoch(), claim.at(), claim.postWithin()),
        attempt.reason(),
        attempt.label(),
        attempt.carrier(),
        redacted(attempt.outcome()),
        Extras.NONE);
  }

  /** A carrier's own words may quote the address that it refused. */
  private static AttemptOutcome redacted(AttemptOutcome outcome) {
    return switch (outcome) {
      case Abandoned(var at, var reason) -> new Abandoned(at, withoutAddresses(reason));
      case Ambiguous(var at, var reason) -> new Ambiguous(at, withoutAddresses(reason));
      case Refused(var at, var code, var reason, var then) ->
          new Refused(at, code, withoutAddresses(reason), then);
      case AttemptOutcome.Open _, AttemptOutcome.NoTrace _, AttemptOutcome.Accepted _ -> outcome;
    };
  }

  private static Receipt redacted(Receipt stray) {
    return new Receipt(
        stray.jobId(),
        stray.notificationId(),
        stray.attempt(),
        stray.messageId(),
        stray.status(),
        stray.code(),
        stray.receivedAt());
  }

  private static String withoutAddresses(String words) {
    return MAILBOX.matcher(NUMBER.matcher(words).replaceAll(WORD)).replaceAll(WORD);
  }
}
