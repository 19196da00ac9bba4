package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A job as a decision leaves it, and what is to be done once that is durable.
 *
 * @param recipients those that changed
 * @param triggers to be sent
 * @param alerts those it raised, for counting and logging: they are part of the history
 * @param dayLimitMet whether a text was kept back for the day's spending limit
 */
public record Decision(
    JobHistory history,
    List<Recipient> recipients,
    List<Trigger> triggers,
    List<Alert> alerts,
    boolean dayLimitMet,
    Next next) {
  public Decision {
    recipients = List.copyOf(recipients);
    triggers = List.copyOf(triggers);
    alerts = List.copyOf(alerts);
  }

  Decision(
      JobHistory history,
      List<Recipient> recipients,
      List<Trigger> triggers,
      List<Alert> alerts,
      Next next) {
    this(history, recipients, triggers, alerts, false, next);
  }

  /**
   * The parts of the day's account that change, to be committed together with the history: what the
   * decision spends is on them.
   *
   * @param account the one that the decision was made on
   * @param before the history it was made on
   */
  public Map<String, DaySpending> spending(
      DayAccount account, JobHistory before, Chain chain, Instant now) {
    return chain.rules().spending().after(account, before, history, dayLimitMet, chain, now);
  }

  /** Raises an alert, once for the same words, and nothing else. */
  public static Decision alert(
      JobHistory history, Alert.Kind kind, NotificationId id, String words, Instant now) {
    JobHistory raised = history.raise(kind, id, words, now);
    List<Alert> fresh = raised.alerts().subList(history.alerts().size(), raised.alerts().size());
    return new Decision(raised, List.of(), List.of(), fresh, new Next.Leave("staff are told"));
  }
}
