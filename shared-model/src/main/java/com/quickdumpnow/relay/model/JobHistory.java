package com.quickdumpnow.relay.model;

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
 */
public record JobHistory(
    JobId id, Optional<Job> job, List<Notification> notifications, List<Receipt> strays) {
  public JobHistory {
    notifications = List.copyOf(notifications);
    strays = List.copyOf(strays);
    if ((job.isPresent() && !job.get().id().equals(id))
        || notifications.stream().anyMatch(notification -> !notification.jobId().equals(id))
        || strays.stream().anyMatch(stray -> !stray.jobId().equals(id))) {
      throw new IllegalArgumentException("the history of " + id + " holds parts of another job");
    }
    if (job.isEmpty() && !notifications.isEmpty()) {
      throw new IllegalArgumentException(id + " has notifications but no job");
    }
  }

  public static JobHistory empty(JobId id) {
    return new JobHistory(id, Optional.empty(), List.of(), List.of());
  }

  public boolean isEmpty() {
    return job.isEmpty() && notifications.isEmpty() && strays.isEmpty();
  }

  public JobHistory with(Job newJob) {
    return new JobHistory(id, Optional.of(newJob), notifications, strays);
  }

  /** Puts {@code notification} in the place of its id, or at the end. */
  public JobHistory with(Notification notification) {
    List<Notification> changed = new ArrayList<>(notifications);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).id().equals(notification.id())) {
        changed.set(i, notification);
        return new JobHistory(id, job, changed, strays);
      }
    }
    changed.add(notification);
    return new JobHistory(id, job, changed, strays);
  }

  public JobHistory withStray(Receipt receipt) {
    List<Receipt> more = new ArrayList<>(strays);
    more.add(receipt);
    return new JobHistory(id, job, notifications, more);
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
    return new JobHistory(id, united.job, inOrder, united.strays);
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
