package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trigger;
import java.util.List;

/**
 * A job as a decision leaves it, and what is to be done once that is durable.
 *
 * @param recipients those that changed
 * @param triggers to be sent
 */
public record Decision(
    JobHistory history,
    List<Recipient> recipients,
    List<Trigger> triggers,
    List<Alert> alerts,
    Next next) {
  public Decision {
    recipients = List.copyOf(recipients);
    triggers = List.copyOf(triggers);
    alerts = List.copyOf(alerts);
  }
}
