package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything kept of one job: the unit in which the store changes.
 *
 * @param job empty where only stray receipts are known
 * @param notifications in the order of their sequence
 * @param strays receipts that belong to no attempt we know; kept and shown
 * @param alerts what staff are to be told of it, and were, oldest first
 * @param call of {@link JobId#STAFF} only: how staff were told last, or are being told
 */
public record JobHistory(
    JobId id,
    Optional<Job> job,
    List<Notification> notifications,
    List<Receipt> strays,
    List<Alert> alerts,
    Optional<StaffCall> call) {
  public JobHistory {
    notifications = List.copyOf(notifications);
    strays = List.copyOf(strays);
    alerts = List.copyOf(alerts);
    if ((job.isPresent() && !job.get().id().equals(id))
        || notifications.stream().anyMatch(notification -> !notification.jobId().equals(id))
        || strays.stream().anyMatch(stray -> !stray.jobId().equals(id))
        || alerts.stream().anyMatch(alert -> !alert.jobId().equals(id))) {
      throw new IllegalArgumentException("the history of " + id + " holds parts of another job");
    }
    if (job.isEmpty() && !notifications.isEmpty()) {
      throw new IllegalArgumentException(id + " has notifications but no job");
    }
  }

  public static JobHistory empty(JobId id) {
    return new JobHistory(id, Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
  }

  public boolean isEmpty() {
    return job.isEmpty()
        && notifications.isEmpty()
        && strays.isEmpty()
        && alerts.isEmpty()
        && call.isEmpty();
  }

  public JobHistory with(Job newJob) {
    return new JobHistory(id, Optional.of(newJob), notifications, strays, alerts, call);
  }

  /** Puts {@code notification} in the place of its id, or at the end. */
  public JobHistory with(Notification notification) {
    List<Notification> changed = new ArrayList<>(notifications);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).id().equals(notification.id())) {
        changed.set(i, notification);
        return new JobHistory(id, job, changed, strays, alerts, call);
      }
    }
    changed.add(notification);
    return new JobHistory(id, job, changed, strays, alerts, call);
  }

  public JobHistory withStray(Receipt receipt) {
    List<Receipt> more = new ArrayList<>(strays);
    more.add(receipt);
    return new JobHistory(id, job, notifications, more, alerts, call);
  }

  public JobHistory withoutStrays() {
    return new JobHistory(id, job, notifications, List.of(), alerts, call);
  }

  public JobHistory with(StaffCall newCall) {
    return new JobHistory(id, job, notifications, strays, alerts, Optional.of(newCall));
  }

  /**
   * Tells staff, once they can be told. The same words about the same notification are raised once
   * only, whether they were told already or not.
   *
   * @return the same history when they were raised before
   */
  public JobHistory raise(
      Alert.Kind kind, NotificationId notificationId, String words, Instant at) {
    for (Alert known : alerts) {
      if (known.says(kind, notificationId, words)) {
        return this;
      }
    }
    int number = alerts.isEmpty() ? 1 : alerts.getLast().number() + 1;
    List<Alert> more = new ArrayList<>(alerts);
    more.add(new Alert(id, notificationId, number, kind, words, at, Optional.empty(), Extras.NONE));
    return withAlerts(more);
  }

  /** Staff know of those alerts of this job that {@code cover} includes. */
  public JobHistory told(StaffCall.Cover cover, Instant at) {
    return withAlerts(
        alerts.stream()
            .map(alert -> cover.includes(alert) && !alert.isTold() ? alert.told(at) : alert)
            .toList());
  }

  /** Without the alerts that staff were told of before then; the last one keeps the count. */
  public JobHistory withoutAlertsToldBefore(Instant time) {
    return withAlerts(
        alerts.stream()
            .filter(
                alert ->
                    alert.equals(alerts.getLast())
                        || alert.toldAt().filter(told -> told.isBefore(time)).isEmpty())
            .toList());
  }

  private JobHistory withAlerts(List<Alert> newAlerts) {
    return new JobHistory(id, job, notifications, strays, newAlerts, call);
  }

  /**
   * Two versions of the same job's history as one. The job, and what is in doubt, is this one's; no
   * notification, no receipt and no progress of either is lost.
   */
  public JobHistory unitedWith(JobHistory other) {
    JobHistory united = job.isPresent() ? this : other.job.map(this::with).orElse(this);
    for (Notification notification : other.notifications) {
      united =
          united.with(
              united
                  .notification(notification.id())
                  .map(own -> own.unitedWith(notification))
                  .orElse(notification));
    }
    for (Receipt stray : other.strays) {
      united = united.strays.contains(stray) ? united : united.withStray(stray);
    }
    List<Notification> inOrder = new ArrayList<>(united.notifications);
    inOrder.sort(Comparator.comparingInt(Notification::sequence));
    for (Alert alert : other.alerts) {
      united = united.withAlert(alert);
    }
    Optional<StaffCall> furthest =
        call.isPresent() && other.call.filter(theirs -> theirs.isBeyond(call.get())).isEmpty()
            ? call
            : other.call;
    return new JobHistory(id, united.job, inOrder, united.strays, united.alerts, furthest);
  }

  /** One that is here already is told if either is. */
  private JobHistory withAlert(Alert alert) {
    JobHistory raised =
        raise(alert.kind(), alert.notificationId(), alert.words(), alert.raisedAt());
    return raised.withAlerts(
        raised.alerts.stream()
            .map(own -> own.isSameAs(alert) && !own.isTold() ? own.toldAs(alert) : own)
            .toList());
  }

  /** Whether staff have yet to hear of it, or are being told: it has to stay in the document. */
  public boolean concernsStaff() {
    return call.isPresent() || alerts.stream().anyMatch(alert -> !alert.isTold());
  }

  public Optional<Notification> notification(NotificationId notificationId) {
    return notifications.stream().filter(n -> n.id().equals(notificationId)).findFirst();
  }

  /** Every number it refers to: the customer's, and those that texts went to. */
  public Set<PhoneNumber> phones() {
    Set<PhoneNumber> phones = new HashSet<>();
    job.flatMap(known -> known.customer().phone()).ifPresent(phones::add);
    for (Notification notification : notifications) {
      for (Attempt attempt : notification.attempts()) {
        if (attempt.to() instanceof PhoneNumber phone) {
          phones.add(phone);
        }
      }
    }
    return phones;
  }

  /** The newest notification, whatever became of it. */
  public Optional<Notification> newest() {
    return notifications.isEmpty() ? Optional.empty() : Optional.of(notifications.getLast());
  }

  public int nextSequence() {
    return newest().map(n -> n.sequence() + 1).orElse(1);
  }
}
