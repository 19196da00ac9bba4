package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One decision in the making, about one notification. Lives within one call. */
final class Draft {
  private final Function<PhoneNumber, Recipient> lookup;
  private final Map<PhoneNumber, Recipient> changedRecipients = new LinkedHashMap<>();
  private final JobHistory before;
  private final List<Trigger> triggers = new ArrayList<>();
  private JobHistory history;
  private Notification notification;
  private boolean dayLimitMet;

  Draft(JobHistory history, Notification notification, Function<PhoneNumber, Recipient> lookup) {
    this.history = history;
    this.before = history;
    this.notification = notification;
    this.lookup = lookup;
  }

  Notification notification() {
    return notification;
  }

  /** As it was. */
  JobHistory before() {
    return before;
  }

  JobHistory history() {
    return history;
  }

  Job job() {
    return history
        .job()
        .orElseThrow(
            () -> new IllegalStateException("a notification without its job: " + history.id()));
  }

  NotificationState state() {
    return notification.state();
  }

  void move(NotificationState state) {
    put(notification.with(state));
  }

  void put(Attempt attempt) {
    put(notification.with(attempt));
  }

  void stray(Receipt receipt) {
    history = history.withStray(receipt);
  }

  Recipient recipient(PhoneNumber phone) {
    Recipient changed = changedRecipients.get(phone);
    return changed == null ? lookup.apply(phone) : changed;
  }

  void change(PhoneNumber phone, UnaryOperator<Recipient> change) {
    Recipient before = recipient(phone);
    Recipient after = change.apply(before);
    if (!after.equals(before)) {
      changedRecipients.put(phone, after);
    }
  }

  /** Wakes the worker for this notification once the decision is durable. */
  void trigger() {
    put(notification.nextGeneration());
    triggers.add(Trigger.of(notification));
  }

  /** Once for the same words about this notification. */
  void alert(Alert.Kind kind, String words, Instant now) {
    history = history.raise(kind, notification.id(), words, now);
  }

  /** Once a job for the same words, whichever notification they are about. */
  void alertOfJob(Alert.Kind kind, String words, Instant now) {
    if (history.alerts().stream()
        .noneMatch(alert -> alert.kind() == kind && alert.words().equals(words))) {
      alert(kind, words, now);
    }
  }

  /** Remembers that a text was kept back for the day's spending limit. */
  void meetDayLimit() {
    dayLimitMet = true;
  }

  Decision decide(Next next) {
    List<Alert> raised = history.alerts().subList(before.alerts().size(), history.alerts().size());
    return new Decision(
        history, List.copyOf(changedRecipients.values()), triggers, raised, dayLimitMet, next);
  }

  private void put(Notification changed) {
    notification = changed;
    history = history.with(changed);
  }
}
