package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Wakeups;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Claimable;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Triggers again what has no trigger any more: one that was never sent or got lost, one that was
 * given up for a long wait, an overdue receipt. It only triggers; several sweepers do no harm.
 *
 * <p>While all sending is paused, what waits to be claimed stays asleep; once it is resumed a pass
 * wakes {@value #MAX_PER_PASS} at the most.
 */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** The rest has to wait for the next pass. */
  private static final int MAX_PER_PASS = 100;

  private final MaintenanceStore store;
  private final TriggerQueue triggers;
  private final Clockwork clock;
  private final Journal journal;
  private final Supplier<Instant> drainedTo;
  private final Consumer<StoreException> whenStoreFails;

  /** What was seen of each notification at the last look. Of the sweeper's own thread. */
  private Map<NotificationId, Seen> seen = new HashMap<>();

  /**
   * @param triggeredAt when that generation was triggered, at the latest
   */
  private record Seen(int generation, Instant triggeredAt) {}

  /**
   * @param drainedTo what was triggered before then is not in the queue any more; what may still be
   *     needs no second trigger
   * @param whenStoreFails is told, since a sweep may be the first to notice
   */
  Sweeper(
      MaintenanceStore store,
      TriggerQueue triggers,
      Clockwork clock,
      Journal journal,
      Supplier<Instant> drainedTo,
      Consumer<StoreException> whenStoreFails) {
    this.store = store;
    this.triggers = triggers;
    this.clock = clock;
    this.journal = journal;
    this.drainedTo = drainedTo;
    this.whenStoreFails = whenStoreFails;
  }

  /** One pass. */
  void pass() {
    try {
      sweep();
    } catch (StoreException e) {
      whenStoreFails.accept(e);
      throw e;
    }
  }

  private record Due(Notification notification, Instant since) {}

  private void sweep() {
    Instant now = clock.instant();
    Instant drained = drainedTo.get();
    Map<NotificationId, Seen> open = new HashMap<>();
    List<Due> due = new ArrayList<>();
    boolean paused = store.settings().isPaused();
    for (JobHistory history : store.wakeable(now)) {
      for (Notification notification : history.notifications()) {
        if (notification.state().isFinished()) {
          continue;
        }
        Seen known = look(notification, now);
        open.put(notification.id(), known);
        if (paused && notification.state() instanceof Claimable) {
          continue;
        }
        if (Wakeups.isDue(notification, known.triggeredAt(), drained, now)) {
          due.add(new Due(notification, known.triggeredAt()));
        }
      }
    }
    seen = open;
    // Whoever has waited longest goes first, wherever it stands in the store.
    wake(
        due.stream()
            .sorted(Comparator.comparing(Due::since))
            .limit(MAX_PER_PASS)
            .map(Due::notification)
            .toList());
  }

  /**
   * A generation that was not there at the last look was triggered since; of one never seen at all
   * only its state's age is known.
   */
  private Seen look(Notification notification, Instant now) {
    Seen known = seen.get(notification.id());
    Instant since = notification.state().since();
    if (known == null) {
      return new Seen(notification.generation(), since);
    }
    Instant triggeredAt =
        known.generation() == notification.generation() ? known.triggeredAt() : now;
    return new Seen(notification.generation(), triggeredAt.isAfter(since) ? triggeredAt : since);
  }

  private void wake(List<Notification> due) {
    if (due.isEmpty()) {
      return;
    }
    List<JobChange<Optional<Trigger>>> changes = new ArrayList<>();
    for (Notification notification : due) {
      changes.add(new JobChange<>(notification.jobId(), scope -> trigger(scope, notification)));
    }
    List<Trigger> fresh = store.changeJobs(changes).stream().flatMap(Optional::stream).toList();
    triggers.send(fresh);
    journal.swept(fresh.size());
    LOG.atInfo().addKeyValue(LogKey.TRIGGERS, fresh.size()).log("swept up");
  }

  /** Unless somebody else triggered it, or it moved, in the meantime. */
  private static Changed<Optional<Trigger>> trigger(JobScope scope, Notification asSeen) {
    Optional<Notification> current =
        scope
            .history()
            .notification(asSeen.id())
            .filter(now -> now.generation() == asSeen.generation())
            .filter(now -> now.state().equals(asSeen.state()));
    if (current.isEmpty()) {
      return new Changed<>(scope.history(), Optional.empty());
    }
    Notification next = current.get().nextGeneration();
    return new Changed<>(scope.history().with(next), Optional.of(Trigger.of(next)));
  }
}
