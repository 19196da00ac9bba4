package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.decision.Filtering;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.StaffCalls;
import com.quickdumpnow.relay.decision.StaffCalls.Move;
import com.quickdumpnow.relay.decision.StaffCalls.Turn;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StaffCall.Cover;
import com.quickdumpnow.relay.model.StaffCall.Step;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.text.StaffTexts;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that staff are told of every alert in the store: bundles those that wait, and carries
 * out the {@link StaffCalls}. All it knows is in the store, so several of these do no harm, and one
 * that is killed is missed by nobody.
 */
final class StaffAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(StaffAlerts.class);

  /** More than any chain has people and routes; the rest has to wait for the next pass. */
  private static final int MAX_STEPS = 20;

  private final Optional<StaffCalls> calls;
  private final MaintenanceStore store;
  private final StaffPost post;
  private final RouteStates routes;
  private final Journal journal;
  private final Clockwork clock;
  private final RandomGenerator random;
  private final String owner;
  private final AtomicLong epochs;
  private volatile Optional<String> trouble;

  /**
   * @param calls empty when nobody is configured: then alerts are kept and counted only
   */
  StaffAlerts(
      Optional<StaffCalls> calls,
      MaintenanceStore store,
      StaffPost post,
      RouteStates routes,
      Journal journal,
      Clockwork clock,
      RandomGenerator random,
      String owner) {
    this.calls = calls;
    this.store = store;
    this.post = post;
    this.routes = routes;
    this.journal = journal;
    this.clock = clock;
    this.random = random;
    this.owner = owner;
    this.epochs = new AtomicLong(clock.instant().toEpochMilli() * 1000);
    this.trouble = calls.isEmpty() ? Optional.of("nobody to alert") : Optional.empty();
  }

  /** Why staff are not told, in words; empty while they are. */
  Optional<String> trouble() {
    return trouble;
  }

  /** Carries on as far as it goes now. */
  void pass() throws InterruptedException {
    MaintenanceDocument document = withFiltering(concerning());
    List<Alert> waiting = StaffCalls.waiting(document);
    journal.alertsWaiting(waiting.size());
    if (calls.isEmpty()) {
      return;
    }
    Optional<StaffCall> last = document.job(JobId.STAFF).call();
    if (last.isPresent() && !last.get().isOpen()) {
      markTold(last.get(), document);
    }
    if (!waiting.isEmpty() && StaffCalls.mayBegin(last, clock.instant())) {
      last = begin(last, waiting);
    }
    if (last.filter(StaffCall::isOpen).isPresent()) {
      carryOn(calls.get());
    }
  }

  /** What there is to tell staff, and how they are being told. */
  private MaintenanceDocument concerning() {
    return MaintenanceDocument.EMPTY.withJobs(store.concerningStaff());
  }

  private MaintenanceDocument withFiltering(MaintenanceDocument document) {
    Instant now = clock.instant();
    JobHistory known = document.job(JobId.STAFF);
    if (Filtering.raise(known, now).equals(known) || !isRising(now)) {
      return document;
    }
    return document.withJobs(
        List.of(
            this.<JobHistory>change(
                scope -> {
                  JobHistory raised = Filtering.raise(scope.history(), now);
                  return new Changed<>(raised, raised);
                })));
  }

  /** A day's jobs are many, so they are looked at only when those of an hour give cause. */
  private boolean isRising(Instant now) {
    return Filtering.mayBeRising(store.recent(now.minus(Filtering.LATELY)), now)
        && Filtering.isRising(store.recent(now.minus(Filtering.BEFORE)), now);
  }

  private Optional<StaffCall> begin(Optional<StaffCall> last, List<Alert> alerts) {
    NotificationId id = NotificationId.random(random);
    String text = StaffTexts.text(alerts).text();
    Instant now = clock.instant();
    return change(
        scope -> {
          JobHistory begun = StaffCalls.begin(scope.history(), last, id, alerts, text, now);
          return new Changed<>(begun, begun.call());
        });
  }

  private void carryOn(StaffCalls decisions) throws InterruptedException {
    for (int step = 0; step < MAX_STEPS; step++) {
      long since = clock.ticks();
      Claimant me = new Claimant(owner, epochs.incrementAndGet());
      Instant now = clock.instant();
      Turn turn =
          change(
              scope -> {
                Turn next = decisions.next(scope.history(), scope.recipients(), routes, me, now);
                return new Changed<>(next.history(), next);
              });
      switch (turn.move()) {
        case Move.Rest _ -> {
          ended(turn.history());
          return;
        }
        case Move.Text text -> record(decisions, text.call(), text.step(), post.text(text, since));
        case Move.Email email ->
            record(
                decisions,
                email.call(),
                email.step(),
                post.email(email, covered(email.call(), concerning()), since));
      }
    }
  }

  private void record(StaffCalls decisions, StaffCall call, Step step, SendOutcome outcome) {
    journal.sent(step.route(), outcome);
    LOG.atInfo()
        .addKeyValue(LogKey.NID, call.id())
        .addKeyValue(LogKey.ATTEMPT, step.number())
        .addKeyValue(LogKey.PERSON, step.person())
        .addKeyValue(LogKey.ROUTE, step.route())
        .addKeyValue(LogKey.OUTCOME, OutcomeNames.of(outcome))
        .log("staff alert handed to its carrier");
    Instant now = clock.instant();
    var _ =
        change(
            scope ->
                new Changed<>(
                    decisions.record(scope.history(), call.id(), step, outcome, now), true));
  }

  private void ended(JobHistory history) {
    StaffCall call = history.call().orElseThrow();
    if (call.isOpen()) {
      trouble = StaffCalls.trouble(call).map(words -> "staff could not be told yet: " + words);
    } else {
      trouble = Optional.empty();
      markTold(call, concerning());
    }
  }

  private void markTold(StaffCall call, MaintenanceDocument document) {
    List<JobChange<List<Alert>>> changes = new ArrayList<>();
    for (Cover cover : call.covers()) {
      if (!untold(cover, document.job(cover.jobId())).isEmpty()) {
        changes.add(new JobChange<>(cover.jobId(), scope -> told(scope.history(), cover, call)));
      }
    }
    if (!changes.isEmpty()) {
      store.changeJobs(changes).stream()
          .flatMap(List::stream)
          .forEach(alert -> journal.told(alert.kind()));
      LOG.atInfo()
          .addKeyValue(LogKey.NID, call.id())
          .addKeyValue(LogKey.JOBS, changes.size())
          .log("staff were told");
    }
  }

  private static Changed<List<Alert>> told(JobHistory history, Cover cover, StaffCall call) {
    return new Changed<>(
        history.told(cover, call.told().orElseThrow().at()), untold(cover, history));
  }

  private static List<Alert> covered(StaffCall call, MaintenanceDocument document) {
    return call.covers().stream()
        .flatMap(cover -> untold(cover, document.job(cover.jobId())).stream())
        .toList();
  }

  private static List<Alert> untold(Cover cover, JobHistory history) {
    return history.alerts().stream()
        .filter(alert -> cover.includes(alert) && !alert.isTold())
        .toList();
  }

  private <R> R change(Function<JobScope, Changed<R>> change) {
    return store.changeJob(JobId.STAFF, change);
  }
}
