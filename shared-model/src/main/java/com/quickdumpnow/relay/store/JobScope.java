package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.decision.DayAccount;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a change of one job may look at. Every recipient looked up becomes part of the change: it
 * cannot change unseen before the change is committed. Neither can the settings, once they were
 * looked up.
 *
 * @param recipients never null: an unknown number gives {@link Recipient#unknown}
 * @param lookUpSettings may ask the store, as may {@code recipients}
 * @param account what pays for the job's texts, wherever the store keeps it
 */
public record JobScope(
    JobHistory history,
    Function<PhoneNumber, Recipient> recipients,
    Supplier<DocumentSettings> lookUpSettings,
    DayAccount account) {
  /** With the account in the settings. */
  public JobScope(
      JobHistory history,
      Function<PhoneNumber, Recipient> recipients,
      Supplier<DocumentSettings> lookUpSettings) {
    this(
        history,
        recipients,
        lookUpSettings,
        DayAccount.whole(() -> lookUpSettings.get().spending()));
  }

  public JobScope(
      JobHistory history, Function<PhoneNumber, Recipient> recipients, DocumentSettings settings) {
    this(history, recipients, () -> settings);
  }

  /** That job in that document. */
  public static JobScope of(MaintenanceDocument document, JobId id) {
    return new JobScope(document.job(id), document::recipient, document.settings());
  }

  public DocumentSettings settings() {
    return lookUpSettings.get();
  }

  /** The same around another history. */
  public JobScope with(JobHistory other) {
    return new JobScope(other, recipients, lookUpSettings, account);
  }

  /** The same with other answers about recipients. */
  public JobScope with(Function<PhoneNumber, Recipient> otherRecipients) {
    return new JobScope(history, otherRecipients, lookUpSettings, account);
  }

  /** The same with another account. */
  public JobScope with(DayAccount otherAccount) {
    return new JobScope(history, recipients, lookUpSettings, otherAccount);
  }
}
