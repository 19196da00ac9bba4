package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Recipient;
import java.util.List;

/**
 * What a change makes of a job, and what its caller is told once that is durable.
 *
 * @param recipients those that changed; all were looked up in the scope
 */
public record Changed<R>(JobHistory history, List<Recipient> recipients, R result) {
  public Changed {
    recipients = List.copyOf(recipients);
  }

  public Changed(JobHistory history, R result) {
    this(history, List.of(), result);
  }
}
