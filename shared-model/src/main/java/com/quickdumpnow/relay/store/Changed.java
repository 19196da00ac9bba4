package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Recipient;
import java.util.List;
import java.util.Optional;

/**
 * What a change makes of a job, and what its caller is told once that is durable.
 *
 * @param recipients those that changed; all were looked up in the scope
 * @param settings the whole relay's, where the change changes them too: atomically with the job
 */
public record Changed<R>(
    JobHistory history, List<Recipient> recipients, Optional<DocumentSettings> settings, R result) {
  public Changed {
    recipients = List.copyOf(recipients);
  }

  public Changed(JobHistory history, List<Recipient> recipients, R result) {
    this(history, recipients, Optional.empty(), result);
  }

  public Changed(JobHistory history, R result) {
    this(history, List.of(), result);
  }
}
