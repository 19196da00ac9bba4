package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.RouteHealth;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Verdict.RouteEffect;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.worker.fleet.Heard;
import com.quickdumpnow.relay.worker.fleet.Report;
import com.quickdumpnow.relay.worker.fleet.Report.Kind;
import com.quickdumpnow.relay.worker.fleet.Senders;
import com.quickdumpnow.relay.worker.fleet.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How this worker's routes are: its share of their pace, their backlog, what they refused and
 * whether they can be reached. What other workers found out it hears within seconds; the first one
 * begins with every route well. Thread-safe.
 */
public final class RouteStates implements RouteHealth, Senders {
  private static final double EMAILS_PER_SECOND = 1000;
  private static final String ACCOUNT_REFUSED = "its account is refused";

  private final Clockwork clock;
  private final Supplier<Share> share;
  private final Map<RouteName, RouteState> routes = new ConcurrentHashMap<>();
  private final Map<String, Outage> accounts = new ConcurrentHashMap<>();
  private volatile Map<String, List<Heard>> heard = Map.of();

  /**
   * @param share what this worker may take of every route's pace
   */
  public RouteStates(Clockwork clock, Supplier<Share> share) {
    this.clock = clock;
    this.share = share;
  }

  /** Of a worker that is alone. */
  RouteStates(Clockwork clock) {
    this(clock, () -> Share.whole(clock.ticks()));
  }

  /**
   * How many workers may share the pace: each has a segment a second at least on the fastest route.
   * With less, a text would wait for the turn of the worker that has it, or take another route,
   * while others have nothing to do. Emails have no pace to be shared.
   */
  static int mostWorkers(List<Route> chain) {
    double fastest =
        chain.stream().mapToDouble(Route::segmentsPerSecond).max().orElse(Integer.MAX_VALUE);
    return (int) Math.max(1, fastest);
  }

  /** How one route is, for people. */
  public record Condition(RouteName route, boolean well, String words) {}

  @Override
  public Availability of(Route route, int segments) {
    Instant now = clock.instant();
    Optional<Resting> resting =
        account(route).resting(now).or(() -> Probing.resting(about(route.account()), false, now));
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

  @Override
  public List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    routes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(RouteName::value)))
        .forEach(route -> reports.addAll(route.getValue().reports()));
    Instant now = clock.instant();
    accounts.forEach(
        (account, outage) ->
            outage
                .resting(now)
                .ifPresent(
                    resting ->
                        reports.add(
                            new Report(
                                account,
                                Kind.FAILING,
                                now.plus(resting.until()),
                                resting.reason()))));
    return reports;
  }

  @Override
  public void heard(List<Heard> reports) {
    Map<String, List<Heard>> next = new HashMap<>();
    reports.forEach(
        each -> next.computeIfAbsent(each.report().subject(), _ -> new ArrayList<>()).add(each));
    heard = next;
    routes.forEach((name, state) -> state.heard(about(name.value())));
  }

  private List<Heard> about(String subject) {
    return heard.getOrDefault(subject, List.of());
  }

  @Override
  public long drained() {
    return routes.entrySet().stream()
        .filter(route -> !route.getKey().equals(RouteName.EMAIL))
        .mapToLong(route -> route.getValue().drained())
        .reduce(Math::max)
        .orElse(clock.ticks());
  }

  private RouteState state(Route route) {
    return routes.computeIfAbsent(
        route.name(), name -> informed(name, route.segmentsPerSecond(), share));
  }

  private RouteState email() {
    return routes.computeIfAbsent(
        RouteName.EMAIL,
        name -> informed(name, EMAILS_PER_SECOND, () -> Share.whole(clock.ticks())));
  }

  private RouteState informed(RouteName name, double unitsPerSecond, Supplier<Share> ofPace) {
    RouteState state = new RouteState(name, unitsPerSecond, clock, ofPace);
    state.heard(about(name.value()));
    return state;
  }

  private Outage account(Route route) {
    return accounts.computeIfAbsent(route.account(), _ -> new Outage());
  }
}
