package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome.Accepted;
import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.worker.relay.Mailer.Mail;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds the relay to its promises. What a customer got is judged from the handset and the mailbox,
 * never from our own document; the document is asked only what it says about it.
 */
final class Judge {
  /**
   * What a post may take beyond its time: the request itself, and a server that works on when
   * nobody waits any more.
   */
  private static final Duration SLACK = Duration.ofSeconds(25);

  /** The longest that the store takes over what was looked up. */
  private static final Duration KEPT_WITHIN = Duration.ofMinutes(3);

  private final Scheduler scheduler;
  private final Story story;
  private final StaffWatch staff = new StaffWatch();
  private final RuleWatch rules;
  private final Map<NotificationId, List<Integer>> accepted = new HashMap<>();
  private final Map<NotificationId, Set<Integer>> received = new HashMap<>();
  private final Map<NotificationId, JobId> promised = new HashMap<>();
  private final Map<MessageId, Receipt> acknowledged = new HashMap<>();
  private final Set<String> commits = new HashSet<>();
  private final Map<JobId, JobHistory> archive = new HashMap<>();
  private final Set<JobId> leftOut = new HashSet<>();
  private MaintenanceDocument document = MaintenanceDocument.EMPTY;
  private Instant lastPaused = Instant.EPOCH;
  private boolean restored;

  Judge(Scheduler scheduler, Story story, SendingRules rules) {
    this.scheduler = scheduler;
    this.story = story;
    this.rules = new RuleWatch(rules);
  }

  /** What the document holds before anything happens. */
  void begin(MaintenanceDocument first) {
    document = first;
    first.jobs().values().stream()
        .flatMap(history -> history.notifications().stream())
        .forEach(notification -> received.put(notification.id(), new HashSet<>(Set.of(1))));
  }

  /** The API accepted a status change and named its notification. */
  void promised(JobId job, NotificationId id) {
    promised.put(id, job);
  }

  /** The webhook told the carrier that it has the receipt. */
  void acknowledged(Receipt receipt) {
    acknowledged.merge(
        receipt.messageId(),
        receipt,
        (one, other) -> one.status().rank() >= other.status().rank() ? one : other);
  }

  MaintenanceDocument document() {
    return document;
  }

  /** Whether somebody went back in time, which may undo a job or its last status. */
  boolean wasRestored() {
    return restored;
  }

  /** The document has a new version. */
  void committed(MaintenanceDocument next) {
    for (var history : document.jobs().values()) {
      for (Notification before : history.notifications()) {
        Optional<Notification> after = next.job(history.id()).notification(before.id());
        if (after.isPresent()) {
          DocumentRules.forward(before, after.get());
        } else {
          check(isArchived(before), before.id() + " is gone");
        }
      }
    }
    DocumentRules.claims(document, next);
    staff.committed(document, next);
    check(next.revision() == document.revision() + 1, "a revision was overwritten");
    Commit newest = next.commits().getLast();
    check(
        commits.add(newest.writer() + ":" + newest.sequence()),
        "a commit that had landed was made again");
    lastPaused = document.settings().isPaused() ? scheduler.instant() : lastPaused;
    document = next;
  }

  /**
   * Another store is the truth: what is archived there has to be what was. What is not archived is
   * judged by the {@linkplain #committed version} that comes with it.
   */
  void moved(Map<JobId, JobHistory> archived) {
    for (JobHistory before : archive.values()) {
      check(
          before.equals(archived.get(before.id())) || document.jobs().containsKey(before.id()),
          "the archive of " + before.id() + " was moved as something else");
    }
    archive.clear();
    archive.putAll(archived);
  }

  /** Somebody put an old version back. Whom it leaves out staff have to hear of. */
  void restored(MaintenanceDocument next) {
    for (JobHistory history : document.jobs().values()) {
      if (!history.notifications().isEmpty() && next.job(history.id()).job().isEmpty()) {
        leftOut.add(history.id());
      }
    }
    commits.clear();
    restored = true;
    document = next;
  }

  /** A job's file in the archive has a new version. */
  void archived(JobHistory history) {
    archive.put(history.id(), history);
  }

  private boolean isArchived(Notification notification) {
    return Optional.ofNullable(archive.get(notification.jobId()))
        .flatMap(history -> history.notification(notification.id()))
        .filter(kept -> kept.state().isFinished())
        .isPresent();
  }

  /** A carrier took a text. */
  void accepted(Text text, String what) {
    if (text.jobId().equals(JobId.STAFF)) {
      story.tell("carrier", "took " + text.notificationId() + "/" + text.attempt() + " for staff");
      staff.accepted(document, text.notificationId(), text.attempt());
    } else {
      accepted(text.notificationId(), text.attempt(), what);
      notToALandline(text);
      notification(text.notificationId())
          .ifPresent(
              known ->
                  customer(text.jobId())
                      .ifPresent(who -> rules.accepted(known, who, restored, scheduler.instant())));
    }
  }

  /** What was kept of the number before the claim is looked at by it. */
  private void notToALandline(Text text) {
    Optional<Attempt> attempt =
        notification(text.notificationId()).flatMap(known -> known.attempt(text.attempt()));
    Optional<Network> network = document.recipient(text.to()).network();
    if (attempt.isPresent() && network.isPresent()) {
      Instant claimedAt = attempt.get().claim().at();
      boolean known = claimedAt.isAfter(network.get().askedAt().plus(KEPT_WITHIN));
      check(
          !known || !network.get().isLandlineAt(claimedAt),
          text.notificationId() + " was texted to a landline");
    }
  }

  private Optional<Customer> customer(JobId id) {
    return document.job(id).job().map(Job::customer);
  }

  /** SES took an email. */
  void accepted(Mail mail, String what) {
    if (mail.jobId().equals(JobId.STAFF)) {
      staff.accepted(document, mail.notificationId(), mail.attempt());
    } else {
      accepted(mail.notificationId(), mail.attempt(), what);
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

  /** A text is on its handset. */
  void received(Text text, String what) {
    if (text.jobId().equals(JobId.STAFF)) {
      story.tell("staff", "got the text " + text.notificationId() + "/" + text.attempt());
      staff.received(text.notificationId(), text.to());
    } else {
      received(text.notificationId(), text.attempt(), what);
      notification(text.notificationId())
          .ifPresent(
              known ->
                  customer(text.jobId())
                      .ifPresent(who -> rules.received(known, who, scheduler.instant())));
    }
  }

  /**
   * A carrier took a message. It must be claimed, and a repeat must be one of the labelled ones.
   */
  private void accepted(NotificationId id, int number, String what) {
    story.tell("carrier", "took " + id + "/" + number + " as " + what);
    List<Integer> before = accepted.computeIfAbsent(id, _ -> new ArrayList<>());
    check(!before.contains(number), id + "/" + number + " was posted twice");
    Optional<Attempt> attempt = notification(id).flatMap(known -> known.attempt(number));
    if (attempt.isEmpty()) {
      check(restored, id + "/" + number + " was posted without a claim");
    } else {
      claimed(id, attempt.get(), before);
    }
    before.add(number);
  }

  private void claimed(NotificationId id, Attempt attempt, List<Integer> before) {
    String which = id + "/" + attempt.number();
    boolean earlierAccepted = before.stream().anyMatch(sent -> sent < attempt.number());
    check(!earlierAccepted || attempt.label().isPresent(), which + " repeats without a label");
    Instant latest = attempt.claim().at().plus(attempt.claim().postWithin()).plus(SLACK);
    check(!scheduler.instant().isAfter(latest), which + " was posted after its time");
  }

  private void received(NotificationId id, int attempt, String what) {
    story.tell("customer", "got " + id + "/" + attempt + ", " + what);
    check(
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
    check(
        !open
            || another
            || wasPausedLately()
            || notification.get().generation() > trigger.generation(),
        "the trigger of " + trigger.notificationId() + " was deleted before its work was done");
  }

  /** While all sending is paused nothing can be claimed, and the sweeper wakes what waits. */
  private boolean wasPausedLately() {
    return document.settings().isPaused()
        || scheduler.instant().isBefore(lastPaused.plus(Duration.ofMinutes(2)));
  }

  /** The queue took no notice of a trigger, as it had seen that id before. */
  void swallowed(Trigger trigger, Trigger before) {
    check(
        trigger.equals(before) || restored,
        "a deliberate trigger of " + trigger.notificationId() + " was swallowed");
  }

  /** Whether every notification has come to its end, and staff have heard of every alert. */
  boolean allFinished() {
    return document.jobs().values().stream()
        .allMatch(
            history ->
                history.notifications().stream().allMatch(each -> each.state().isFinished())
                    && history.alerts().stream().allMatch(Alert::isTold));
  }

  /**
   * At the end, when nothing fails any more: everything is finished, everybody was reached or staff
   * were told, and every receipt is there.
   */
  void end() {
    document.jobs().values().forEach(this::ended);
    promised.forEach(
        (id, job) ->
            check(
                notification(id).isPresent() || (leftOut.contains(job) && isNamedToStaff(job)),
                id + " was accepted by the API and is lost"));
    acknowledged.values().forEach(this::kept);
    check(
        histories().noneMatch(history -> knows(history, new MessageId(Intruder.FORGED), 0)),
        "a forged receipt was recorded");
  }

  private void ended(JobHistory history) {
    for (Notification notification : history.notifications()) {
      NotificationId id = notification.id();
      check(notification.state().isFinished(), id + " never ends: " + notification.state());
      boolean reached = !received.getOrDefault(id, Set.of()).isEmpty();
      switch (notification.state()) {
        case Delivered _, Emailed _ ->
            check(reached, id + " counts as " + notification.state() + ", but nothing came");
        case Exhausted _ -> check(isTold(history, id), "nobody was told of " + id);
        default -> {}
      }
    }
    for (Alert alert : history.alerts()) {
      check(alert.isTold(), "staff never heard of " + alert);
    }
  }

  private static boolean isTold(JobHistory history, NotificationId id) {
    return history.alerts().stream()
        .anyMatch(
            alert ->
                alert.kind() == Alert.Kind.EXHAUSTED
                    && alert.notificationId().equals(id)
                    && alert.isTold());
  }

  private boolean isNamedToStaff(JobId job) {
    return document.job(JobId.STAFF).alerts().stream()
        .anyMatch(alert -> alert.isTold() && alert.words().contains(job.value()));
  }

  /** A receipt that the carrier was promised to be kept; those of staff's texts are used up. */
  private void kept(Receipt receipt) {
    check(
        receipt.jobId().equals(JobId.STAFF)
            || leftOut.contains(receipt.jobId())
            || histories()
                .anyMatch(history -> knows(history, receipt.messageId(), receipt.status().rank())),
        "a receipt was dropped: " + receipt);
  }

  private static boolean knows(JobHistory history, MessageId id, int rank) {
    return history.strays().stream().anyMatch(stray -> stray.messageId().equals(id))
        || history.notifications().stream()
            .flatMap(notification -> notification.attempts().stream())
            .filter(attempt -> attempt.messageId().filter(id::equals).isPresent())
            .anyMatch(attempt -> status(attempt).rank() >= rank);
  }

  private static DeliveryStatus status(Attempt attempt) {
    return attempt.outcome() instanceof Accepted known ? known.status() : DeliveryStatus.ACCEPTED;
  }

  private Stream<JobHistory> histories() {
    return Stream.concat(document.jobs().values().stream(), archive.values().stream());
  }

  private Optional<Notification> notification(NotificationId id) {
    return histories().flatMap(history -> history.notification(id).stream()).findFirst();
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }
}
