package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StaffCall;
import com.quickdumpnow.relay.model.StaffCall.Cover;
import com.quickdumpnow.relay.model.StaffCall.Progress;
import com.quickdumpnow.relay.model.StaffCall.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides how staff are told of alerts: one bundle at a time, along the {@link StaffChain}, until
 * somebody has it. Everything is kept in the history of {@link JobId#STAFF}, so that any worker can
 * go on where another was killed.
 *
 * <p>Within one call a person gets at most one text that may have arrived; email is repeated until
 * the service says yes, more and more rarely.
 */
public final class StaffCalls {
  /** How long after a bundle the next may begin: what happens meanwhile goes together. */
  static final Duration QUIET = Duration.ofMinutes(5);

  /** How long the relay's own alerts, which belong to no job, are kept once they were told. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** How long a person's delivered receipt is waited for, counted from the claim. */
  public static final Duration CONFIRM_WITHIN = Duration.ofMinutes(3);

  private static final Duration FIRST_BACKOFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);

  private final Chain chain;
  private final StaffChain staff;
  private final StaffNews news;

  public StaffCalls(Chain chain, StaffChain staff) {
    this.chain = chain;
    this.staff = staff;
    this.news = new StaffNews(chain);
  }

  /** What the worker is to do now. */
  public sealed interface Move {
    /** Post this text to that person, once. It is claimed. */
    record Text(StaffCall call, Step step, Route route, PhoneNumber to) implements Move {}

    /** Send the email, once. It is claimed. */
    record Email(StaffCall call, Step step, EmailAddress to) implements Move {}

    /** Nothing for now. */
    record Rest() implements Move {}
  }

  /** The history as a decision leaves it, and what is to be done once that is durable. */
  public record Turn(JobHistory history, Move move) {}

  /** The alerts nobody was told of, those under way in the present call left out; by job. */
  public static List<Alert> waiting(MaintenanceDocument document) {
    List<Cover> underWay =
        document.job(JobId.STAFF).call().map(StaffCall::covers).orElse(List.of());
    return document.jobs().values().stream()
        .flatMap(history -> history.alerts().stream())
        .filter(alert -> !alert.isTold())
        .filter(alert -> underWay.stream().noneMatch(cover -> cover.includes(alert)))
        .toList();
  }

  /** Whether the last call, if there was one, ended long enough ago. */
  public static boolean mayBegin(Optional<StaffCall> last, Instant now) {
    return last.isEmpty()
        || last.get().told().filter(end -> !now.isBefore(end.at().plus(QUIET))).isPresent();
  }

  /** What went wrong last with an open call whose email did not go; empty while all may be well. */
  public static Optional<String> trouble(StaffCall call) {
    return call.last()
        .filter(last -> last.isEmail() || last.round() > 1)
        .filter(last -> last.progress() != Progress.TOLD)
        .map(last -> last.person() + ": " + last.words());
  }

  /**
   * Begins a call about {@code alerts}, unless one began since they were looked up.
   *
   * @param lastSeen the call that was there when they were looked up
   * @param alerts at least one
   */
  public static JobHistory begin(
      JobHistory history,
      Optional<StaffCall> lastSeen,
      NotificationId id,
      List<Alert> alerts,
      String text,
      Instant now) {
    if (!history.call().map(StaffCall::id).equals(lastSeen.map(StaffCall::id))
        || !mayBegin(history.call(), now)) {
      return history;
    }
    Map<JobId, Cover> covers = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      Cover cover = new Cover(alert.jobId(), alert.number(), Extras.NONE);
      covers.merge(alert.jobId(), cover, (one, other) -> one.upTo() > other.upTo() ? one : other);
    }
    return history
        .withoutStrays()
        .withoutAlertsToldBefore(now.minus(REMEMBERED))
        .with(
            new StaffCall(
                id,
                now,
                text,
                List.copyOf(covers.values()),
                List.of(),
                Optional.empty(),
                Extras.NONE));
  }

  /** Hears the receipts that came, then ends the call, waits, or claims the next step. */
  public Turn next(
      JobHistory history,
      Function<PhoneNumber, Recipient> recipients,
      RouteHealth health,
      Claimant me,
      Instant now) {
    Optional<StaffCall> open = history.call().filter(StaffCall::isOpen);
    if (open.isEmpty()) {
      return new Turn(history, new Move.Rest());
    }
    StaffCall call = news.heard(open.get(), history.strays(), now);
    Optional<Step> told =
        call.steps().stream().filter(step -> step.progress() == Progress.TOLD).findFirst();
    if (told.isPresent()) {
      return rest(history, call.told(now, told.get().person() + ": " + told.get().words()));
    }
    if (call.last().filter(last -> isAwaited(last, now)).isPresent()) {
      return rest(history, call);
    }
    return claim(history, call, recipients, health, me, now);
  }

  /**
   * Records what came of a claimed step; does nothing when it was settled otherwise meanwhile.
   * Idempotent.
   */
  public JobHistory record(
      JobHistory history, NotificationId callId, Step posted, SendOutcome outcome, Instant now) {
    Optional<StaffCall> call =
        history.call().filter(StaffCall::isOpen).filter(open -> open.id().equals(callId));
    Optional<Step> claimed =
        call.flatMap(
            open ->
                open.steps().stream()
                    .filter(step -> step.claim().equals(posted.claim()))
                    .filter(step -> step.progress() == Progress.CLAIMED)
                    .findFirst());
    return claimed.isEmpty()
        ? history
        : history.with(call.get().with(news.outcome(claimed.get(), outcome, now)));
  }

  private static Turn rest(JobHistory history, StaffCall call) {
    return new Turn(history.with(call), new Move.Rest());
  }

  private static boolean isAwaited(Step last, Instant now) {
    if (last.isEmail()) {
      return now.isBefore(last.since().plus(backoff(last.round())));
    }
    return switch (last.progress()) {
      case CLAIMED, UNCONFIRMED -> now.isBefore(last.claim().at().plus(CONFIRM_WITHIN));
      case TOLD, ROUTE_FAILED, PERSON_FAILED -> false;
    };
  }

  private static Duration backoff(int round) {
    Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.clamp(round - 1L, 0, 6));
    return backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF;
  }

  private Turn claim(
      JobHistory history,
      StaffCall call,
      Function<PhoneNumber, Recipient> recipients,
      RouteHealth health,
      Claimant me,
      Instant now) {
    Optional<Step> last = call.last();
    boolean again = last.filter(Step::isEmail).isPresent();
    int number = last.map(Step::number).orElse(0) + 1;
    int round = last.map(Step::round).orElse(1) + (again ? 1 : 0);
    StaffCall current = again ? call.withSteps(maybeArrived(call.steps())) : call;
    Claim claim = new Claim(me.owner(), me.epoch(), now, chain.timing().postWithin());
    Optional<Route> route = route(current, round, health);
    for (StaffChain.Person person : staff.people()) {
      if (route.isPresent()
          && chain.allowlist().admits(person.phone())
          && mayGet(current, round, person.name())
          && !recipients.apply(person.phone()).isOptedOut()) {
        Step step = step(number, round, person.name(), route.get().name(), claim);
        StaffCall claimed = current.with(step);
        return new Turn(
            history.with(claimed), new Move.Text(claimed, step, route.get(), person.phone()));
      }
    }
    Step step = step(number, round, "staff email", RouteName.EMAIL, claim);
    StaffCall claimed = current.with(step);
    return new Turn(history.with(claimed), new Move.Email(claimed, step, staff.email()));
  }

  /** What a new round has to know of those before: who may have it. */
  private static List<Step> maybeArrived(List<Step> steps) {
    return steps.stream()
        .filter(step -> !step.isEmail())
        .filter(
            step -> step.progress() == Progress.CLAIMED || step.progress() == Progress.UNCONFIRMED)
        .toList();
  }

  private static boolean mayGet(StaffCall call, int round, String person) {
    return call.steps().stream()
        .filter(step -> step.person().equals(person) && !step.isEmail())
        .allMatch(
            step ->
                switch (step.progress()) {
                  case CLAIMED, UNCONFIRMED, TOLD -> false;
                  case ROUTE_FAILED -> true;
                  case PERSON_FAILED -> step.round() != round;
                });
  }

  /** The first route that takes texts and did not fail in this round. */
  private Optional<Route> route(StaffCall call, int round, RouteHealth health) {
    List<Route> usable = new ArrayList<>(chain.routes());
    usable.removeIf(
        route ->
            health.of(route, 1) instanceof RouteHealth.Resting
                || call.steps().stream()
                    .anyMatch(
                        step ->
                            step.round() == round
                                && step.route().equals(route.name())
                                && step.progress() == Progress.ROUTE_FAILED));
    return usable.stream().findFirst();
  }

  private static Step step(int number, int round, String person, RouteName route, Claim claim) {
    return new Step(
        number, round, person, route, claim, Progress.CLAIMED, claim.at(), "claimed", Extras.NONE);
  }
}
