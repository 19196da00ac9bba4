package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.RouteHealth;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How this worker's routes are: their pace, their backlog, what they refused and whether they can
 * be reached. Known to this process only: a new one begins with every route well. Thread-safe.
 */
public final class RouteStates implements RouteHealth {
  private static final double EMAILS_PER_SECOND = 1000;
  private static final String ACCOUNT_REFUSED = "its account is refused";

  private final Clockwork clock;
  private final Map<RouteName, RouteState> routes = new ConcurrentHashMap<>();
  private final Map<String, Outage> accounts = new ConcurrentHashMap<>();

  public RouteStates(Clockwork clock) {
    this.clock = clock;
  }

  /** How one route is, for people. */
  public record Condition(RouteName route, boolean well, String words) {}

  @Override
  public Availability of(Route route, int segments) {
    Optional<Resting> resting = account(route).resting(clock.instant());
    return resting.isPresent() ? resting.get() : state(route).availability();
  }

  /**
   * Takes the next place in the route's pace, and the breaker's leave to use it. Whoever gets one
   * must {@link #observe} what came of it.
   *
   * @param atMost the longest wait that is of use
   * @return how long to wait before the request; empty, and nothing taken, when the route is not to
   *     be used or its backlog is longer than that
   */
  public Optional<Duration> reserve(Route route, int segments, Duration atMost) {
    return state(route).reserve(segments, atMost);
  }

  /**
   * Waits for the route's turn, uses it at most once, and learns from what came of it.
   *
   * @param atMost the longest wait that is of use; {@link SendOutcome.Abandoned} when the route has
   *     no turn before
   */
  SendOutcome use(Route route, int segments, Duration atMost, Supplier<SendOutcome> request)
      throws InterruptedException {
    Optional<Duration> turn = reserve(route, segments, atMost);
    if (turn.isEmpty()) {
      return new SendOutcome.Abandoned("the route has no turn for it in time");
    }
    SendOutcome outcome = new SendOutcome.Abandoned("the worker was stopped");
    try {
      clock.sleep(turn.get());
      outcome = request.get();
    } finally {
      observe(route, outcome);
    }
    return outcome;
  }

  /** Learns from what came of using the route. */
  public void observe(Route route, SendOutcome outcome) {
    switch (state(route).observe(outcome)) {
      case BROKEN -> account(route).refused(clock.instant(), ACCOUNT_REFUSED);
      case WELL -> account(route).accepted();
      case UNKNOWN -> {}
    }
  }

  /**
   * Learns from a failure that a receipt told of; to be told once of each.
   *
   * @param at when it came; an effect that is over by now is none
   */
  public void told(Route route, RouteEffect effect, Instant at) {
    if (effect == RouteEffect.ACCOUNT_BROKEN) {
      account(route).toldByReceipt(at, clock.instant(), ACCOUNT_REFUSED);
    } else {
      state(route).told(effect, at);
    }
  }

  /**
   * An email is sent however email is, as nothing comes after it; whoever sends one must {@link
   * #observeEmail} what came of it.
   */
  public void enterEmail() {
    var _ = email().reserve(1, Duration.ZERO);
  }

  /** Learns from what came of an email. */
  public void observeEmail(SendOutcome outcome) {
    var _ = email().observe(outcome);
  }

  /** Whether neither a text nor an email can be sent now. */
  public boolean allResting(List<Route> chain) {
    return email().availability() instanceof Resting
        && chain.stream().allMatch(route -> of(route, 1) instanceof Resting);
  }

  /** How every route of {@code chain} is, and email after them. */
  public List<Condition> conditions(List<Route> chain) {
    List<Condition> conditions = new ArrayList<>();
    for (Route route : chain) {
      conditions.add(condition(route.name(), of(route, 1)));
    }
    conditions.add(condition(RouteName.EMAIL, email().availability()));
    return List.copyOf(conditions);
  }

  private static Condition condition(RouteName name, Availability availability) {
    return switch (availability) {
      case Ready(Duration delay) when delay.isZero() -> new Condition(name, true, "ready");
      case Ready(Duration delay) -> new Condition(name, true, "busy for " + delay);
      case Resting(Duration until, String reason) ->
          new Condition(name, false, reason + ", for " + until);
    };
  }

  private RouteState state(Route route) {
    return routes.computeIfAbsent(
        route.name(), name -> new RouteState(name, route.segmentsPerSecond(), clock));
  }

  private RouteState email() {
    return routes.computeIfAbsent(
        RouteName.EMAIL, name -> new RouteState(name, EMAILS_PER_SECOND, clock));
  }

  private Outage account(Route route) {
    return accounts.computeIfAbsent(route.account(), _ -> new Outage());
  }
}
