package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;

/** What takes emails to customers. Thread-safe. */
public interface Mailer {
  /** An email to be sent, tagged with the job, the notification and the attempt it belongs to. */
  record Mail(
      EmailAddress to,
      String subject,
      String text,
      String html,
      JobId jobId,
      NotificationId notificationId,
      int attempt) {
    @Override
    public String toString() {
      return "Mail[" + notificationId + ", " + attempt + "]";
    }
  }

  /**
   * Sends it: exactly one request. Never throws for what the service or a network can do; when the
   * thread is interrupted the outcome is ambiguous and the interrupt is restored. {@link
   * SendOutcome.Unreachable} also stands for credentials that are refused or sending that is
   * paused: it may work again later.
   */
  SendOutcome send(Mail mail);
}
