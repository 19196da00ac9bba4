package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What takes texts to handsets. Thread-safe. */
public interface TextCarrier {
  /**
   * A text to be posted.
   *
   * @param validity how long the carrier may keep it waiting before it drops it
   */
  record Text(
      Route route,
      PhoneNumber to,
      String body,
      JobId jobId,
      NotificationId notificationId,
      int attempt,
      Duration validity) {
    @Override
    public String toString() {
      return "Text[" + notificationId + ", " + attempt + ", " + route.name() + "]";
    }
  }

  /**
   * Posts the text: exactly one request, whatever comes of it, as a carrier has no key that would
   * make a second one harmless. Returns within the carrier's time limit. Never throws for what a
   * carrier or a network can do; when the thread is interrupted the outcome is ambiguous and the
   * interrupt is restored.
   */
  SendOutcome post(Text text);

  /**
   * How that message stands. Has no effect.
   *
   * @return empty when the carrier does not know it
   * @throws CarrierUnavailableException when it cannot be asked
   */
  Optional<Trace> fetch(Route route, MessageId messageId);

  /**
   * The messages that this very sender sent to {@code to} with this very body since {@code from},
   * oldest first, those still waiting included. Has no effect.
   *
   * @throws CarrierUnavailableException when it cannot be asked, or answered in part only
   */
  List<Trace> list(Route route, PhoneNumber to, String body, Instant from);
}
