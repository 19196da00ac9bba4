package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Recipient;
import java.util.List;
import java.util.Map;

/**
 * What a change makes of a job, and what its caller is told once that is durable.
 *
 * @param recipients those that changed; all were looked up in the scope
 * @param spending the parts of the day's account that change atomically with the job; all were
 *     looked at in the scope
 */
public record Changed<R>(
    JobHistory history, List<Recipient> recipients, Map<String, DaySpending> spending, R result) {
  public Changed {
    recipients = List.copyOf(recipients);
    spending = Map.copyOf(spending);
  }

  public Changed(JobHistory history, List<Recipient> recipients, R result) {
    this(history, recipients, Map.of(), result);
  }

  public Changed(JobHistory history, R result) {
    this(history, List.of(), result);
  }
}
