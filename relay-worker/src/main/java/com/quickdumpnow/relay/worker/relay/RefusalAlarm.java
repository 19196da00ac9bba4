package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.text.OutageTexts;
import com.quickdumpnow.relay.text.RenderedEmail;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emails staff when the store refuses its document: an alert cannot be kept in what is broken. Each
 * worker does so once an outage, and again only until SES has said yes. Thread-safe.
 */
final class RefusalAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalAlarm.class);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(5);

  private final Mailer mailer;
  private final Optional<EmailAddress> staff;
  private final Clockwork clock;
  private final RandomGenerator random;
  private boolean told;
  private int tries;
  private Instant nextTry = Instant.MIN;

  /**
   * @param staff empty when nobody is configured: then it is in the log and in the health alone
   */
  RefusalAlarm(
      Mailer mailer, Optional<EmailAddress> staff, Clockwork clock, RandomGenerator random) {
    this.mailer = mailer;
    this.staff = staff;
    this.clock = clock;
    this.random = random;
  }

  void raise(DocumentRefused refusal) {
    staff
        .filter(_ -> isMine())
        .ifPresent(address -> tell(address, String.valueOf(refusal.getMessage())));
  }

  /** The document was read: the next refusal is another outage. */
  synchronized void over() {
    told = false;
  }

  /** Whether nobody has told it yet, nor is about to; whoever is asked first does. */
  private synchronized boolean isMine() {
    Instant now = clock.instant();
    if (told || now.isBefore(nextTry)) {
      return false;
    }
    nextTry = now.plus(TRY_AGAIN);
    return true;
  }

  private void tell(EmailAddress address, String reason) {
    RenderedEmail email = OutageTexts.documentRefused(reason);
    SendOutcome outcome =
        mailer.send(
            new Mailer.Mail(
                address,
                email.subject(),
                email.text(),
                email.html(),
                JobId.STAFF,
                NotificationId.random(random),
                number()));
    LOG.atError()
        .addKeyValue(LogKey.REASON, reason)
        .addKeyValue(LogKey.OUTCOME, OutcomeNames.of(outcome))
        .log("the store refuses its document; staff are emailed");
    settle(outcome instanceof SendOutcome.Accepted);
  }

  private synchronized int number() {
    return ++tries;
  }

  private synchronized void settle(boolean accepted) {
    told = accepted;
  }
}
