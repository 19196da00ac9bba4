package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.worker.fleet.Fleet;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.fleet.Standing;
import com.quickdumpnow.relay.worker.relay.RouteStates;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Nothing but workers that send as fast as they may: killed, paused, cut off from their roster,
 * with clocks that differ. What the carrier sees of them together is held against the route's pace.
 */
final class FleetWorld {
  private static final int WORKERS = 4;
  private static final int SENDERS = 3;
  private static final double PACE = 4;
  private static final Lease LEASE = new Lease(Duration.ofSeconds(30), Duration.ofSeconds(3));

  /** What a worker may lag behind its turn, as after a claim. */
  private static final Duration POST_WITHIN = Duration.ofSeconds(10);

  private static final Duration SKEW = Duration.ofSeconds(40);
  private static final Duration FAULTS_LAST = Duration.ofMinutes(12);
  private static final Duration CALM = Duration.ofMinutes(4);
  private static final Route ROUTE =
      new Route(
          new RouteName("primary"),
          Environment.ACCOUNT_1,
          "+15005550006",
          SenderKind.LONG_CODE,
          "primary",
          PACE,
          Duration.ofMinutes(5));
  private static final SendOutcome ACCEPTED =
      new SendOutcome.Accepted(new MessageId("SM1"), DeliveryStatus.QUEUED);

  private final Random random;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Processes processes;
  private final Stores stores;
  private final FleetWatch watch = new FleetWatch();
  private final PaceWatch pace;
  private boolean ended;

  FleetWorld(long seed, Bug bug) {
    random = new Random(seed);
    scheduler = new Scheduler(random);
    chaos = new Chaos(scheduler, random, Level.LIGHT);
    Story story = new Story(scheduler);
    processes = new Processes(scheduler, chaos, story);
    Judge judge = new Judge(scheduler, story, SendingRules.NONE, Duration.ZERO);
    stores =
        new Stores(Engine.S3, false, bug, judge, processes.outside(), scheduler, chaos, random);
    pace = new PaceWatch(PACE, POST_WITHIN);
  }

  /**
   * @return how many segments were sent
   * @throws Violation with what was broken
   */
  long run() {
    chaos.begin();
    SimulatedProcess outside = processes.outside();
    for (int i = 0; i < WORKERS; i++) {
      String name = "worker-" + i;
      Duration ahead = SKEW.multipliedBy(i);
      outside.run(() -> keepAlive(name, ahead));
    }
    outside.run(
        () -> {
          scheduler.pauseUntil(scheduler.instant().plus(FAULTS_LAST));
          chaos.stop();
          scheduler.pauseUntil(scheduler.instant().plus(CALM));
          ended = true;
        });
    scheduler.run(this::isOver);
    outside.kill();
    processes.raiseFailure();
    return pace.sent();
  }

  private boolean isOver() {
    processes.failedIf(watch.violation());
    processes.failedIf(pace.violation());
    if (ended) {
      processes.failedIf(notAllAtWork());
    }
    return ended || processes.haveFailed();
  }

  /** When nothing has failed for long, the whole pace is used, and one leads. */
  private Optional<Violation> notAllAtWork() {
    double shares = watch.standings().stream().mapToDouble(Standing::share).sum();
    long leaders = watch.standings().stream().filter(Standing::leads).count();
    return shares > 0.99 && leaders == 1
        ? Optional.empty()
        : Optional.of(new Violation(leaders + " leaders, and shares of " + shares + " in the end"));
  }

  private void keepAlive(String name, Duration ahead) {
    scheduler.pause(Duration.ofMinutes(2));
    while (true) {
      SimulatedProcess process = processes.begin(name);
      process.run(() -> start(process, name, ahead));
      do {
        scheduler.pause(Duration.ofMinutes(3));
        if (chaos.chance(0.3)) {
          process.pauseFor(Duration.ofSeconds(random.nextInt(90)));
        }
      } while (!chaos.chance(0.4));
      process.kill();
      scheduler.pause(Duration.ofMinutes(1));
    }
  }

  private void start(SimulatedProcess process, String name, Duration ahead) {
    SkewedClock clock = new SkewedClock(scheduler, ahead);
    Fleet fleet =
        new Fleet(
            name + "-" + random.nextInt(1_000_000), WORKERS, LEASE, stores.roster(), clock, random);
    RouteStates routes = new RouteStates(clock, fleet::share);
    fleet.start(routes, process.threads());
    watch.add(process, fleet::standing);
    pace.began(scheduler.instant());
    for (int i = 0; i < SENDERS; i++) {
      process.run(() -> send(routes, clock));
    }
  }

  private void send(RouteStates routes, SkewedClock clock) {
    try {
      while (true) {
        int segments = 1 + random.nextInt(PaceWatch.LONGEST);
        long since = clock.ticks();
        Optional<Duration> turn = routes.reserve(ROUTE, segments, POST_WITHIN);
        if (turn.isEmpty()) {
          clock.sleep(Duration.ofSeconds(1));
          continue;
        }
        clock.sleep(turn.get());
        if (clock.ticks() - since < POST_WITHIN.toNanos()) {
          pace.sent(scheduler.instant(), segments);
        }
        routes.observe(ROUTE, ACCEPTED);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
