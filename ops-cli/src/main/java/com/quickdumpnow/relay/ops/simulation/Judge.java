package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the relay to its promises. What a customer got is judged from the handset and the mailbox,
 * never from our own document; the document is asked only what it says about it.
 */
final class Judge {
  private final Scheduler scheduler;
  private final Story story;
  private final Map<NotificationId, List<Sent>> accepted = new HashMap<>();
  private final Map<NotificationId, Set<Integer>> received = new HashMap<>();
  private final Set<NotificationId> promised = new HashSet<>();
  private final Set<String> commits = new HashSet<>();
  private MaintenanceDocument document = MaintenanceDocument.EMPTY;

  private record Sent(int attempt, Instant at, String what) {}

  Judge(Scheduler scheduler, Story story) {
    this.scheduler = scheduler;
    this.story = story;
  }

  /** The API accepted a status change and named its notification. */
  void promised(NotificationId id) {
    promised.add(id);
  }

  /** The document has a new version. Messages only move forward, and finished stays finished. */
  void committed(MaintenanceDocument next) {
    for (var history : document.jobs().values()) {
      for (Notification before : history.notifications()) {
        Optional<Notification> after = next.job(history.id()).notification(before.id());
        require(after.isPresent(), before.id() + " is gone");
        forward(before, after.get());
      }
    }
    require(next.revision() == document.revision() + 1, "a revision was overwritten");
    Commit newest = next.commits().getLast();
    require(
        commits.add(newest.writer() + ":" + newest.sequence()),
        "a commit that had landed was made again");
    document = next;
  }

  private static void forward(Notification before, Notification after) {
    require(
        after.attempts().size() >= before.attempts().size(), before.id() + " forgot an attempt");
    if (before.state().isFinished()) {
      require(after.state().isFinished(), before.id() + " was re-opened");
    }
    for (Attempt attempt : before.attempts()) {
      if (attempt.outcome() instanceof Accepted was) {
        Attempt now = after.attempt(attempt.number()).orElseThrow();
        require(
            now.outcome() instanceof Accepted is
                && is.messageId().equals(was.messageId())
                && is.status().rank() >= was.status().rank()
                && (is.status().isSuccess() || !was.status().isSuccess()),
            before.id() + " attempt " + attempt.number() + " moved backwards");
      }
    }
  }

  /**
   * A carrier took a message. It must be claimed, and a repeat must be one of the labelled ones.
   */
  void accepted(NotificationId id, int number, String what) {
    story.tell("carrier", "took " + id + "/" + number + " as " + what);
    List<Sent> before = accepted.computeIfAbsent(id, _ -> new ArrayList<>());
    Attempt attempt = attempt(id, number);
    for (Sent sent : before) {
      require(sent.attempt != number, id + "/" + number + " was posted twice");
    }
    if (attempt.to() instanceof PhoneNumber phone) {
      document
          .recipient(phone)
          .optOut()
          .ifPresent(
              optOut ->
                  require(
                      !attempt.claim().at().isAfter(optOut.since()),
                      id + "/" + number + " was claimed after the opt-out"));
    }
    boolean earlierAccepted = before.stream().anyMatch(sent -> sent.attempt < number);
    require(
        !earlierAccepted || attempt.label().isPresent(),
        id + "/" + number + " repeats without a label");
    Instant latest = attempt.claim().at().plus(attempt.claim().postWithin()).plus(SLACK);
    require(!scheduler.instant().isAfter(latest), id + "/" + number + " was posted after its time");
    before.add(new Sent(number, scheduler.instant(), what));
  }

  /**
   * What a post may take beyond its time: the request itself, and a server that works on when
   * nobody waits any more.
   */
  private static final Duration SLACK = Duration.ofSeconds(25);

  /** The customer got a message. */
  void received(NotificationId id, int attempt, String what) {
    story.tell("customer", "got " + id + "/" + attempt + ", " + what);
    require(
        received.computeIfAbsent(id, _ -> new HashSet<>()).add(attempt),
        id + "/" + attempt + " reached the customer twice");
  }

  /**
   * A trigger was taken from the queue for good. Whoever waits for something may leave it to the
   * sweeper; what nobody has begun must have another trigger.
   */
  void deleted(Trigger trigger, boolean another) {
    Optional<Notification> notification =
        document.job(trigger.jobId()).notification(trigger.notificationId());
    boolean open = notification.filter(n -> n.state() instanceof Pending).isPresent();
    require(
        !open || another || notification.get().generation() > trigger.generation(),
        "the trigger of " + trigger.notificationId() + " was deleted before its work was done");
  }

  /** The queue took no notice of a trigger, as it had seen that id before. */
  void swallowed(Trigger trigger, Trigger before) {
    require(
        trigger.equals(before),
        "a deliberate trigger of " + trigger.notificationId() + " was swallowed");
  }

  /** Whether every notification has come to its end. */
  boolean allFinished() {
    return document.jobs().values().stream()
        .flatMap(history -> history.notifications().stream())
        .allMatch(notification -> notification.state().isFinished());
  }

  /**
   * At the end, when nothing fails any more: everything is finished, and everybody was reached or
   * staff were told.
   */
  void end() {
    Set<NotificationId> kept = new HashSet<>();
    for (var history : document.jobs().values()) {
      for (Notification notification : history.notifications()) {
        kept.add(notification.id());
        ended(notification);
      }
    }
    for (NotificationId id : promised) {
      require(kept.contains(id), id + " was accepted by the API and is lost");
    }
  }

  private void ended(Notification notification) {
    NotificationId id = notification.id();
    require(notification.state().isFinished(), id + " never ends: " + notification.state());
    boolean reached = !received.getOrDefault(id, Set.of()).isEmpty();
    switch (notification.state()) {
      case Delivered _, Emailed _ ->
          require(reached, id + " counts as " + notification.state() + ", but nothing came");
      default -> {}
    }
  }

  private Attempt attempt(NotificationId id, int number) {
    return document.jobs().values().stream()
        .flatMap(history -> history.notification(id).stream())
        .flatMap(notification -> notification.attempt(number).stream())
        .findFirst()
        .orElseThrow(() -> new Violation(id + "/" + number + " was posted without a claim"));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }
}
