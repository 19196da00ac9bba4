package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.Address;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Claimable;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RouteName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a trigger is for: claim the next hop, reconcile an earlier one, ask, wait, or
 * nothing.
 *
 * <p>Order, freshness and opt-out are judged here and only here, in the very change that commits
 * the claim.
 */
public final class Claims {
  /** How long a trigger is kept while its notification waits. */
  static final Duration LONGEST_IN_HAND = Duration.ofSeconds(30);

  private final Chain chain;

  public Claims(Chain chain) {
    this.chain = chain;
  }

  /**
   * The worker that would hold a claim.
   *
   * @param epoch differs between any two of its claims
   * @param barred why nobody may claim anything now
   * @param account what pays for its texts
   */
  public record Claimant(String owner, long epoch, Optional<String> barred, DayAccount account) {
    public Claimant(String owner, long epoch) {
      this(owner, epoch, Optional.empty(), DayAccount.whole(Optional::empty));
    }

    /** The same worker under those settings, paying from that account. */
    public Claimant under(DocumentSettings settings, DayAccount paying) {
      return new Claimant(
          owner,
          epoch,
          settings.isPaused() ? Optional.of("all sending is paused") : barred,
          paying);
    }
  }

  /**
   * Moves the notification as far as it can go without the outside world.
   *
   * @return with {@link Next.Post} if an attempt is claimed for {@code me}
   */
  public Decision next(
      JobHistory history,
      NotificationId id,
      Function<PhoneNumber, Recipient> recipients,
      RouteHealth health,
      Claimant me,
      Instant now) {
    Optional<Notification> notification = history.notification(id);
    if (notification.isEmpty()) {
      throw new UnknownNotificationException(id);
    }
    return next(new Draft(history, notification.get(), recipients), health, me, now);
  }

  Decision next(Draft draft, RouteHealth health, Claimant me, Instant now) {
    return switch (draft.state()) {
      case Pending pending -> claim(draft, pending, health, me, now);
      case Waiting waiting ->
          now.isBefore(waiting.notBefore())
              ? await(draft, waiting, now)
              : claim(draft, waiting, health, me, now);
      case Hold hold -> release(draft, hold, health, me, now);
      case Sending sending -> afterClaim(draft, sending, now);
      case Reconciling reconciling -> reconcile(draft, reconciling, now);
      case AwaitingReceipt awaiting -> awaitReceipt(draft, awaiting, now);
      case NotificationState.Emailed _,
          NotificationState.Exhausted _,
          NotificationState.Delivered _,
          NotificationState.Superseded _,
          NotificationState.Expired _,
          NotificationState.Suppressed _ ->
          draft.decide(new Next.Leave("finished"));
    };
  }

  /**
   * The last look before the request: whether the claim still stands and nothing overtook it.
   *
   * @return why the attempt is to be abandoned; empty when it may be posted
   */
  public static Optional<String> objection(
      JobHistory history,
      Function<PhoneNumber, Recipient> recipients,
      NotificationId id,
      Attempt attempt) {
    Optional<Notification> current = history.notification(id);
    if (current.isEmpty()
        || !(current.get().state() instanceof Sending sending)
        || sending.attempt() != attempt.number()
        || !current.get().attempt(attempt.number()).orElseThrow().claim().equals(attempt.claim())) {
      return Optional.of("the claim no longer stands");
    }
    if (newer(history, current.get()).isPresent()) {
      return Optional.of("a newer status overtook it");
    }
    if (attempt.to() instanceof PhoneNumber phone && recipients.apply(phone).isOptedOut()) {
      return Optional.of("the recipient opted out");
    }
    return isCurrent(attempt.to(), history.job().orElseThrow().customer())
        ? Optional.empty()
        : Optional.of("the customer's address was corrected");
  }

  private static boolean isCurrent(Address to, Customer customer) {
    return switch (to) {
      case PhoneNumber phone -> customer.phone().filter(phone::equals).isPresent();
      case EmailAddress email -> customer.email().filter(email::equals).isPresent();
    };
  }

  private Decision claim(
      Draft draft, Claimable state, RouteHealth health, Claimant me, Instant now) {
    if (me.barred().isPresent()) {
      return draft.decide(new Next.Leave(me.barred().get()));
    }
    Notification notification = draft.notification();
    Optional<Notification> newer = newer(draft.history(), notification);
    if (newer.isPresent()) {
      draft.move(state.supersede(newer.get().id(), now));
      return draft.decide(new Next.Leave("superseded"));
    }
    Optional<Attempt> underWay = underWay(notification);
    if (underWay.isPresent()) {
      Attempt earlier = underWay.get();
      if (earlier.isEmail()) {
        draft.move(state.emailed(earlier.number(), now, earlier.route() + " has it after all"));
        return draft.decide(new Next.Leave("emailed by an earlier attempt"));
      }
      Instant deadline = now.plus(chain.receiptDeadline(earlier.route(), notification.about()));
      draft.move(
          state.adopt(earlier.number(), deadline, now, earlier.route() + " has it after all"));
      return draft.decide(new Next.Leave("awaiting the receipt of an earlier attempt"));
    }
    boolean expired = notification.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    if (expired && isUntried(notification)) {
      draft.move(state.expire(now, "no longer true before it could be sent"));
      return draft.decide(new Next.Leave("expired"));
    }
    Hop hop =
        new HopChoice(chain, health, me.account(), draft.before())
            .choose(draft.history(), notification, draft::recipient, now);
    return take(draft, state, hop, me, now);
  }

  private Decision take(Draft draft, Claimable state, Hop hop, Claimant me, Instant now) {
    Notification notification = draft.notification();
    return switch (hop) {
      case Hop.Text text -> post(draft, state, attempt(draft, text, me, now), now);
      case Hop.Email email -> post(draft, state, attempt(notification, email, me, now), now);
      case Hop.TooDear(Spending.Limit limit, Hop instead) -> {
        met(draft, limit, now);
        yield take(draft, state, instead, me, now);
      }
      case Hop.Wait wait -> {
        Waiting waiting = state.waitUntil(now.plus(wait.delay()), now, wait.reason());
        draft.move(waiting);
        yield await(draft, waiting, now);
      }
      case Hop.Expire expire -> {
        draft.move(state.expire(now, expire.reason()));
        yield draft.decide(new Next.Leave("expired"));
      }
      case Hop.Suppress suppress -> {
        draft.move(state.suppress(now, suppress.reason()));
        yield draft.decide(new Next.Leave("suppressed"));
      }
      case Hop.Exhausted exhausted -> {
        draft.move(state.exhaust(now, exhausted.reason()));
        draft.alert(Alert.Kind.EXHAUSTED, exhausted.reason(), now);
        yield draft.decide(new Next.Leave("exhausted"));
      }
    };
  }

  /** Staff hear of it once: of a day's limit from the first job that meets it. */
  private static void met(Draft draft, Spending.Limit limit, Instant now) {
    String words = limit.words() + ": emails take over";
    switch (limit) {
      case Spending.OfJob _ -> draft.alertOfJob(Alert.Kind.FAILURE, words, now);
      case Spending.OfDay ofDay -> {
        if (!ofDay.met()) {
          draft.alert(Alert.Kind.FAILURE, words, now);
        }
        draft.meetDayLimit();
      }
    }
  }

  /** A trigger in hand keeps the job's later ones back, so it is kept for a short wait only. */
  private static Decision await(Draft draft, Waiting waiting, Instant now) {
    return waiting.notBefore().isAfter(now.plus(LONGEST_IN_HAND))
        ? draft.decide(new Next.Leave("the sweeper wakes it: " + waiting.reason()))
        : draft.decide(new Next.Later(waiting.notBefore(), waiting.reason()));
  }

  private static Decision post(Draft draft, Claimable state, Attempt attempt, Instant now) {
    draft.put(attempt);
    draft.move(state.claim(attempt.number(), now, attempt.route() + ": " + attempt.reason()));
    return draft.decide(new Next.Post(draft.notification(), attempt));
  }

  private Attempt attempt(Draft draft, Hop.Text hop, Claimant me, Instant now) {
    Notification notification = draft.notification();
    Route route = hop.route();
    Optional<Network> network = draft.recipient(hop.to()).network();
    return attempt(
        notification,
        route.name(),
        hop.to(),
        notification.segments(),
        network.flatMap(known -> known.carrierAt(now)).orElse(route.carrier()),
        hop.reason(),
        me,
        now);
  }

  private Attempt attempt(Notification notification, Hop.Email hop, Claimant me, Instant now) {
    return attempt(notification, RouteName.EMAIL, hop.to(), 0, "Email", hop.reason(), me, now);
  }

  private Attempt attempt(
      Notification notification,
      RouteName route,
      Address to,
      int segments,
      String carrier,
      String reason,
      Claimant me,
      Instant now) {
    return new Attempt(
        notification.attempts().size() + 1,
        route,
        to,
        notification.text(),
        segments,
        new Claim(me.owner(), me.epoch(), now, chain.timing().postWithin()),
        reason,
        HopChoice.label(notification),
        carrier,
        new AttemptOutcome.Open(),
        Extras.NONE);
  }

  /**
   * It was restored: what was claimed before that is settled by now, or has to be reconciled, and
   * only then it goes on.
   */
  private Decision release(Draft draft, Hold hold, RouteHealth health, Claimant me, Instant now) {
    Instant settledAt = hold.since().plus(chain.timing().reconcileAfter());
    if (now.isBefore(settledAt)) {
      return draft.decide(new Next.Later(settledAt, "on hold: " + hold.reason()));
    }
    Optional<Attempt> unknown =
        draft.notification().attempts().stream()
            .filter(attempt -> !attempt.outcome().isKnown())
            .findFirst();
    if (unknown.isPresent()) {
      Reconciling reconciling = hold.reconcile(unknown.get().number(), now, hold.reason());
      draft.move(reconciling);
      return reconcile(draft, reconciling, now);
    }
    Pending pending = hold.release(now, hold.reason() + "; nothing is under way");
    draft.move(pending);
    return claim(draft, pending, health, me, now);
  }

  /**
   * Somebody claimed it. Before the time is over the claim is theirs; after it, only the carrier
   * knows.
   */
  private Decision afterClaim(Draft draft, Sending sending, Instant now) {
    Attempt attempt = draft.notification().attempt(sending.attempt()).orElseThrow();
    Instant reconcileAt = attempt.claim().at().plus(chain.timing().reconcileAfter());
    if (now.isBefore(reconcileAt)) {
      return draft.decide(new Next.Later(reconcileAt, "another worker holds the claim"));
    }
    Reconciling reconciling =
        sending.ambiguous(reconcileAt, now, "the claim ran out without a result");
    draft.put(attempt.with(new AttemptOutcome.Ambiguous(now, reconciling.reason())));
    draft.move(reconciling);
    return reconcile(draft, reconciling, now);
  }

  private static Decision reconcile(Draft draft, Reconciling state, Instant now) {
    return now.isBefore(state.notBefore())
        ? draft.decide(new Next.Later(state.notBefore(), "too early to ask the carrier"))
        : draft.decide(
            new Next.Reconcile(
                draft.notification(), draft.notification().attempt(state.attempt()).orElseThrow()));
  }

  private static Decision awaitReceipt(Draft draft, AwaitingReceipt state, Instant now) {
    if (now.isBefore(state.deadline())) {
      return draft.decide(new Next.Leave("awaiting its receipt"));
    }
    Attempt attempt = draft.notification().attempt(state.attempt()).orElseThrow();
    return draft.decide(
        new Next.Ask(draft.notification(), attempt, attempt.messageId().orElseThrow()));
  }

  /** Whether nothing of it ever left us. */
  static boolean isUntried(Notification notification) {
    return notification.attempts().stream()
        .allMatch(attempt -> attempt.outcome() instanceof AttemptOutcome.Abandoned);
  }

  /** An attempt that was given up and turned out to be at the carrier: its receipt comes first. */
  private static Optional<Attempt> underWay(Notification notification) {
    return notification.attempts().stream()
        .filter(attempt -> attempt.messageId().isPresent() && attempt.then().isEmpty())
        .findFirst();
  }

  private static Optional<Notification> newer(JobHistory history, Notification notification) {
    return history.newest().filter(newest -> newest.sequence() > notification.sequence());
  }
}
