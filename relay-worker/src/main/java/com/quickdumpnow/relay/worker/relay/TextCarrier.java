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
   * The longest a connection is waited for.
   *
   * <p>A route that cannot be reached, so that nothing has left the machine, is tried once more and
   * may cost a text 5 s before the next hop. That adds up to 2 connects of 1.5 s, the pause between
   * them of 1 s ({@code retryDelay}; it is spent in hand, as the queue would round it up to 2 s)
   * and 4 s in all; the second left is for the three commits between, of 0.1 s each as a rule. Five
   * such failures open the route's breaker, which then costs nothing. A name that does not resolve
   * fails as fast as the machine's resolver says so.
   */
  Duration CONNECT_WITHIN = Duration.ofMillis(1500);

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
   * Posts the text over a connection that is there within {@link #CONNECT_WITHIN}: exactly one
   * request, whatever comes of it, as a carrier has no key that would make a second one harmless.
   * Returns within the carrier's time limit. Never throws for what a carrier or a network can do;
   * when the thread is interrupted the outcome is ambiguous and the interrupt is restored.
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
