package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Claims;
import com.quickdumpnow.relay.decision.Decision;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.decision.Outcomes;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.Reconciliation;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.UnknownNotificationException;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.relay.Commits.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one notification as far as it goes now. Every decision is made by the pure functions of
 * {@code decision} and committed before it is carried out. Thread-safe.
 */
final class TriggerHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TriggerHandler.class);

  /** More steps than any chain has hops: something turns in circles. */
  private static final int MAX_STEPS = 20;

  /**
   * A wait no longer than this is spent in hand: the queue's visibility knows whole seconds only,
   * and {@link TextCarrier#CONNECT_WITHIN} counts them.
   */
  private static final Duration LONGEST_NAP = Duration.ofSeconds(2);

  /** Whoever has to wait again and again waits in the queue. */
  private static final int MAX_NAPS = 3;

  /** A route that left the configuration can't be asked; somebody may bring it back. */
  private static final Duration UNCONFIGURED_PAUSE = Duration.ofMinutes(10);

  private final Chain chain;
  private final Claims claims;
  private final Outcomes outcomes;
  private final Reconciliation reconciliation;
  private final Receipts receipts;
  private final Commits commits;
  private final ReceiptNews news;
  private final Postman postman;
  private final Inquiries inquiries;
  private final Networks networks;
  private final RouteStates routes;
  private final Clockwork clock;
  private final Journal journal;

  TriggerHandler(
      Chain chain,
      Commits commits,
      Postman postman,
      TextCarrier carrier,
      Networks networks,
      RouteStates routes,
      Clockwork clock,
      Journal journal) {
    this.chain = chain;
    this.claims = new Claims(chain);
    this.outcomes = new Outcomes(chain);
    this.reconciliation = new Reconciliation(chain);
    this.receipts = new Receipts(chain);
    this.commits = commits;
    this.news = new ReceiptNews(chain, routes, clock);
    this.postman = postman;
    this.inquiries = new Inquiries(carrier, clock);
    this.networks = networks;
    this.routes = routes;
    this.clock = clock;
    this.journal = journal;
  }

  /**
   * Handles one trigger to the end of what can be done now.
   *
   * @param enqueuedAt when the trigger was queued
   * @throws StoreException when the store was down for too long
   * @throws CarrierUnavailableException when the carrier could not be asked
   */
  Handled handle(Trigger trigger, Instant enqueuedAt) throws InterruptedException {
    JobId jobId = trigger.jobId();
    NotificationId id = trigger.notificationId();
    networks.learn(jobId, id);
    Committed current;
    try {
      current = look(jobId, id);
    } catch (UnknownNotificationException _) {
      return commits.isArchived(jobId)
          ? new Handled.Done("archived")
          : new Handled.Unusable("no such notification");
    }
    int naps = 0;
    for (int step = 0; step < MAX_STEPS; step++) {
      switch (current.next()) {
        case Next.Post post -> current = post(post, current.since(), enqueuedAt);
        case Next.Reconcile reconcile -> {
          Optional<Route> route = chain.route(reconcile.attempt().route());
          if (route.isEmpty() && !reconcile.attempt().isEmail()) {
            return unconfigured(jobId, id, reconcile.attempt());
          }
          current = reconcile(jobId, id, reconcile.attempt(), route);
        }
        case Next.Ask ask -> current = ask(jobId, id, ask);
        case Next.Later(Instant notBefore, String reason) -> {
          Duration wait = Duration.between(clock.instant(), notBefore);
          if (naps == MAX_NAPS || wait.compareTo(LONGEST_NAP) > 0) {
            return new Handled.Later(notBefore, reason);
          }
          naps++;
          clock.sleep(wait.isNegative() ? Duration.ZERO : wait);
          current = look(jobId, id);
        }
        case Next.Leave(String reason) -> {
          return new Handled.Done(reason);
        }
      }
    }
    throw new IllegalStateException(id + " needs more than " + MAX_STEPS + " steps");
  }

  private Committed look(JobId jobId, NotificationId id) {
    return commits.once(
        jobId,
        news.heardBy(
            id,
            (scope, me, now) ->
                claims.next(scope.history(), id, scope.recipients(), routes, me, now)));
  }

  private Committed post(Next.Post post, long since, Instant enqueuedAt)
      throws InterruptedException {
    Attempt attempt = post.attempt();
    JobId jobId = post.notification().jobId();
    NotificationId id = post.notification().id();
    SendOutcome outcome = postman.post(post, since);
    journal.sent(attempt.route(), outcome);
    if (outcome instanceof SendOutcome.Accepted) {
      journal.accepted(attempt.route(), Duration.between(enqueuedAt, clock.instant()));
    }
    log(post, outcome);
    Commits.Deciding recording =
        news.heardBy(
            id,
            (scope, me, now) ->
                outcomes.record(
                    scope.history(), id, attempt, outcome, scope.recipients(), routes, me, now));
    // After a failure another hop waits for this.
    return outcome instanceof SendOutcome.Accepted
        ? commits.atEase(jobId, recording)
        : commits.persistently(jobId, recording);
  }

  private Committed reconcile(
      JobId jobId, NotificationId id, Attempt attempt, Optional<Route> route)
      throws InterruptedException {
    List<Trace> traces =
        attempt.to() instanceof PhoneNumber phone && route.isPresent()
            ? inquiries.list(route.get(), phone, attempt.body(), reconciliation.searchFrom(attempt))
            : List.of();
    LOG.atInfo()
        .addKeyValue(LogKey.JOB_ID, jobId)
        .addKeyValue(LogKey.NID, id)
        .addKeyValue(LogKey.ROUTE, attempt.route())
        .addKeyValue(LogKey.ATTEMPT, attempt.number())
        .addKeyValue(LogKey.FOUND, traces.size())
        .log("asked the carrier about an attempt of unknown outcome");
    return commits.persistently(
        jobId,
        news.heardBy(
            id,
            (scope, me, now) ->
                reconciliation.settle(
                    scope.history(), id, attempt, traces, scope.recipients(), routes, me, now)));
  }

  private Committed ask(JobId jobId, NotificationId id, Next.Ask ask) throws InterruptedException {
    Attempt attempt = ask.attempt();
    Optional<Trace> trace =
        chain.route(attempt.route()).flatMap(route -> inquiries.fetch(route, ask.messageId()));
    LOG.atInfo()
        .addKeyValue(LogKey.JOB_ID, jobId)
        .addKeyValue(LogKey.NID, id)
        .addKeyValue(LogKey.ROUTE, attempt.route())
        .addKeyValue(LogKey.MESSAGE_ID, ask.messageId())
        .addKeyValue(
            LogKey.OUTCOME, trace.map(found -> found.status().wireName()).orElse("unknown"))
        .log("asked the carrier about an overdue receipt");
    return commits.persistently(
        jobId,
        news.heardBy(
            id,
            (scope, me, now) ->
                receipts.asked(
                    scope.history(),
                    id,
                    attempt.number(),
                    trace.map(Trace::status),
                    trace.flatMap(Trace::code),
                    scope.recipients(),
                    now)));
  }

  private Handled unconfigured(JobId jobId, NotificationId id, Attempt attempt) {
    String words = "route " + attempt.route() + " has left the chain; an attempt hangs on it";
    Instant later = clock.instant().plus(UNCONFIGURED_PAUSE);
    var _ =
        commits.once(
            jobId,
            (scope, _, now) -> Decision.alert(scope.history(), Alert.Kind.FAILURE, id, words, now));
    return new Handled.Later(later, words);
  }

  private static void log(Next.Post post, SendOutcome outcome) {
    var entry =
        LOG.atInfo()
            .addKeyValue(LogKey.JOB_ID, post.notification().jobId())
            .addKeyValue(LogKey.NID, post.notification().id())
            .addKeyValue(LogKey.ATTEMPT, post.attempt().number())
            .addKeyValue(LogKey.ROUTE, post.attempt().route());
    if (outcome instanceof SendOutcome.Accepted accepted) {
      entry = entry.addKeyValue(LogKey.MESSAGE_ID, accepted.messageId());
    }
    if (outcome instanceof SendOutcome.Refused refused) {
      entry = entry.addKeyValue(LogKey.CODE, refused.code());
    }
    entry.addKeyValue(LogKey.OUTCOME, OutcomeNames.of(outcome)).log("handed to its carrier");
  }
}
