package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.worker.relay.Mailer.Mail;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Holds the relay to its promises, each kind by a watch of its own. What a customer got is judged
 * from the handset and the mailbox, never from our own document; the document is asked only what it
 * says about it.
 */
final class Judge {
  private final Scheduler scheduler;
  private final Story story;
  private final StoreWatch store = new StoreWatch();
  private final MessageWatch messages = new MessageWatch(store);
  private final TriggerWatch triggers = new TriggerWatch(store);
  private final EndWatch end = new EndWatch(store, messages);
  private final StaffWatch staff = new StaffWatch();
  private final RuleWatch rules;

  /**
   * @param ahead how far a worker's clock may be ahead of the judge's
   */
  Judge(Scheduler scheduler, Story story, SendingRules rules, Duration ahead) {
    this.scheduler = scheduler;
    this.story = story;
    this.rules = new RuleWatch(rules, ahead);
  }

  /** What the document holds before anything happens. */
  void begin(MaintenanceDocument first) {
    store.begin(first);
    messages.begin(first);
  }

  MaintenanceDocument document() {
    return store.document();
  }

  /** Whether somebody went back in time, which may undo a job or its last status. */
  boolean wasRestored() {
    return store.wasRestored();
  }

  /** The API accepted a status change and named its notification. */
  void promised(JobId job, NotificationId id) {
    end.promised(job, id);
  }

  /** The webhook told the carrier that it has the receipt. */
  void acknowledged(Receipt receipt) {
    end.acknowledged(receipt);
  }

  /** The document has a new version. */
  void committed(MaintenanceDocument next) {
    MaintenanceDocument before = store.document();
    store.committed(next);
    staff.committed(before, next);
    triggers.committed(before, scheduler.instant());
  }

  /**
   * Another store is the truth: what is archived there has to be what was. What is not archived is
   * judged by the {@linkplain #committed version} that comes with it.
   */
  void moved(Map<JobId, JobHistory> archived) {
    store.moved(archived);
  }

  /** Somebody put an old version back. Whom it leaves out staff have to hear of. */
  void restored(MaintenanceDocument next) {
    store.restored(next);
  }

  /** A job's file in the archive has a new version. */
  void archived(JobHistory history) {
    store.archived(history);
  }

  /** A carrier took a text. */
  void accepted(Text text, String what) {
    NotificationId id = text.notificationId();
    if (text.jobId().equals(JobId.STAFF)) {
      story.tell("carrier", "took " + id + "/" + text.attempt() + " for staff");
      staff.accepted(document(), id, text.attempt());
    } else {
      accepted(id, text.attempt(), what);
      messages.notToALandline(text);
      ofCustomer(
          text,
          (known, customer) -> rules.accepted(known, customer, wasRestored(), scheduler.instant()));
    }
  }

  /** SES took an email. */
  void accepted(Mail mail, String what) {
    if (mail.jobId().equals(JobId.STAFF)) {
      staff.accepted(document(), mail.notificationId(), mail.attempt());
    } else {
      accepted(mail.notificationId(), mail.attempt(), what);
    }
  }

  private void accepted(NotificationId id, int attempt, String what) {
    story.tell("carrier", "took " + id + "/" + attempt + " as " + what);
    messages.accepted(id, attempt, scheduler.instant());
  }

  /** A text is on its handset. */
  void received(Text text, String what) {
    NotificationId id = text.notificationId();
    if (text.jobId().equals(JobId.STAFF)) {
      story.tell("staff", "got the text " + id + "/" + text.attempt());
      staff.received(id, text.to());
    } else {
      received(id, text.attempt(), what);
      ofCustomer(text, (known, customer) -> rules.received(known, customer, scheduler.instant()));
    }
  }

  /** An email is in its mailbox. */
  void received(Mail mail, String what) {
    if (mail.jobId().equals(JobId.STAFF)) {
      story.tell("staff", "got the email " + mail.notificationId() + "/" + mail.attempt());
      staff.mailed(mail.notificationId());
    } else {
      received(mail.notificationId(), mail.attempt(), what);
    }
  }

  private void received(NotificationId id, int attempt, String what) {
    story.tell("customer", "got " + id + "/" + attempt + ", " + what);
    messages.received(id, attempt);
  }

  /** What the store knows of a text and whom it is for, if it does. */
  private void ofCustomer(Text text, BiConsumer<Notification, Customer> rule) {
    Optional<Customer> customer = document().job(text.jobId()).job().map(Job::customer);
    store
        .notification(text.notificationId())
        .ifPresent(known -> customer.ifPresent(who -> rule.accept(known, who)));
  }

  /** A trigger was taken from the queue for good; whether there is another one. */
  void deleted(Trigger trigger, boolean another) {
    triggers.deleted(trigger, another, scheduler.instant());
  }

  /** The queue took no notice of a trigger, as it had seen that id before. */
  void swallowed(Trigger trigger, Trigger before) {
    triggers.swallowed(trigger, before);
  }

  /** Whether every notification has come to its end, and staff have heard of every alert. */
  boolean allFinished() {
    return end.allFinished();
  }

  /**
   * At the end, when nothing fails any more: everything is finished, everybody was reached or staff
   * were told, and every receipt is there.
   */
  void end() {
    end.end();
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }
}
