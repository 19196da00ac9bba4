package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.StaffCalls;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.TracedTriggers;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.fleet.Fleet;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.fleet.Standing;
import com.quickdumpnow.relay.worker.relay.RouteStates.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** The relay at work: takes triggers, sends, sweeps up. */
public final class Relay implements AutoCloseable {
  private static final int SWEEPS_PER_ARCHIVING = 10;

  private final Fleet fleet;
  private final Intake intake;
  private final List<Rounds> rounds;
  private final StaffAlerts alerts;
  private final Brake brake;
  private final RouteStates routes;
  private final Chain chain;

  /**
   * What the relay works with.
   *
   * @param workers the roster of all workers on that queue
   * @param directory of numbers' networks; empty: nobody is looked up
   */
  public record Ports(
      MaintenanceStore store,
      Register workers,
      TriggerSource source,
      TriggerQueue triggers,
      TextCarrier carrier,
      Mailer mailer,
      Optional<NetworkDirectory> directory,
      Journal journal,
      Tracer tracer) {
    /** The same, each request to the outside a span; these very ones where nothing is traced. */
    private Ports traced() {
      return tracer.equals(Tracer.OFF)
          ? this
          : new Ports(
              store,
              workers,
              source,
              TracedTriggers.of(triggers, tracer),
              new TracedCarrier(carrier, tracer),
              new TracedMailer(mailer, tracer),
              directory,
              journal,
              tracer);
    }
  }

  /**
   * @param staff whom alerts go to; empty when nobody is told
   * @param owner names this worker among all that ever held a claim
   * @param concurrency the most triggers in hand
   * @param visibility for how long a delivery is ours without a heartbeat; whole seconds
   * @param drain how long {@link Relay#close} waits for what is in hand
   * @param sweepEvery the pause between two sweeps, and between two looks for alerts; every tenth
   *     time the archive is seen to
   * @param retention when that has something to do
   * @param lease this worker's, as a member of the fleet
   */
  public record Settings(
      Chain chain,
      Optional<StaffChain> staff,
      EmailTemplates emails,
      String owner,
      int concurrency,
      Duration visibility,
      Duration drain,
      Duration sweepEvery,
      Retention retention,
      Lease lease) {}

  /** What a simulation answers instead of the machine. */
  public record Machine(Clockwork clock, RandomGenerator random, ThreadFactory threads) {}

  private Relay(
      Fleet fleet,
      Intake intake,
      List<Rounds> rounds,
      StaffAlerts alerts,
      Brake brake,
      RouteStates routes,
      Chain chain) {
    this.fleet = fleet;
    this.intake = intake;
    this.rounds = List.copyOf(rounds);
    this.alerts = alerts;
    this.brake = brake;
    this.routes = routes;
    this.chain = chain;
  }

  /** Starts it; returns once it is about to poll. */
  public static Relay start(Ports untraced, Settings settings, Machine machine) {
    Ports ports = untraced.traced();
    Chain chain = settings.chain();
    Clockwork clock = machine.clock();
    Fleet fleet =
        new Fleet(
            settings.owner(),
            RouteStates.mostWorkers(chain.routes()),
            settings.lease(),
            ports.workers(),
            clock,
            machine.random());
    RouteStates routes = new RouteStates(clock, fleet::share);
    Brake brake = new Brake(clock);
    RefusalAlarm alarm =
        new RefusalAlarm(
            ports.mailer(), settings.staff().map(StaffChain::email), clock, machine.random());
    Troubles troubles = new Troubles(brake, ports.store(), routes, chain, alarm);
    GroupWork work =
        new GroupWork(
            ports.source(),
            handler(ports, settings, routes, clock),
            troubles,
            clock,
            ports.journal(),
            ports.tracer(),
            machine.random());
    Intake.Limits limits =
        new Intake.Limits(settings.concurrency(), settings.visibility(), settings.drain());
    Intake intake =
        new Intake(
            ports.source(),
            work,
            brake,
            fleet::hasShare,
            troubles,
            clock,
            machine.threads(),
            limits);
    Sweeper sweeper =
        new Sweeper(
            ports.store(),
            ports.triggers(),
            clock,
            ports.journal(),
            intake::drainedTo,
            troubles::storeFailed);
    StaffAlerts alerts = alerts(ports, settings, routes, machine);
    List<Rounds> rounds =
        List.of(
            rounds("sweep", settings.sweepEvery(), fleet, machine, sweeper::pass),
            rounds(
                "archiving",
                settings.sweepEvery().multipliedBy(SWEEPS_PER_ARCHIVING),
                fleet,
                machine,
                archivist(ports, settings, clock)::pass),
            rounds("staff alerts", settings.sweepEvery(), fleet, machine, alerts::pass));
    fleet.start(routes, machine.threads());
    intake.start();
    rounds.forEach(Rounds::start);
    return new Relay(fleet, intake, rounds, alerts, brake, routes, chain);
  }

  private static Rounds rounds(
      String what, Duration every, Fleet fleet, Machine machine, Rounds.Pass pass) {
    return new Rounds(what, machine.clock(), every, machine.threads(), fleet::leads, pass);
  }

  private static Archivist archivist(Ports ports, Settings settings, Clockwork clock) {
    return new Archivist(
        ports.store(),
        clock,
        ports.journal(),
        settings.retention(),
        settings.chain().suppression());
  }

  private static StaffAlerts alerts(
      Ports ports, Settings settings, RouteStates routes, Machine machine) {
    return new StaffAlerts(
        settings.staff().map(staff -> new StaffCalls(settings.chain(), staff)),
        ports.store(),
        new StaffPost(ports.carrier(), ports.mailer(), routes, machine.clock()),
        routes,
        ports.journal(),
        machine.clock(),
        machine.random(),
        settings.owner());
  }

  private static TriggerHandler handler(
      Ports ports, Settings settings, RouteStates routes, Clockwork clock) {
    Commits commits =
        new Commits(
            settings.chain(),
            ports.store(),
            ports.triggers(),
            clock,
            ports.journal(),
            settings.owner(),
            settings.concurrency());
    Postman postman =
        new Postman(
            settings.chain(),
            ports.store(),
            ports.carrier(),
            ports.mailer(),
            settings.emails(),
            routes,
            clock);
    Networks networks =
        new Networks(ports.directory(), ports.store(), settings.chain(), clock, ports.journal());
    return new TriggerHandler(
        settings.chain(),
        commits,
        postman,
        ports.carrier(),
        networks,
        routes,
        clock,
        ports.journal());
  }

  /**
   * How it is now.
   *
   * @param paused why the polling pauses
   * @param lastPoll when the queue answered last; the start, while it has not answered yet
   * @param alertTrouble why staff are not told of alerts
   * @param standing among all workers
   */
  public record Status(
      Optional<String> paused,
      Instant lastPoll,
      InHand inHand,
      List<Condition> routes,
      Optional<String> alertTrouble,
      Standing standing) {}

  /**
   * The triggers being worked.
   *
   * @param most how many there may be: with as many in hand, the queue is not asked
   * @param lastFinished when some were done with; the start, while none were
   */
  public record InHand(int count, int most, Instant lastFinished) {
    /** Longer than any trigger is worked on, however slow store and carriers are. */
    private static final Duration LONGEST_WORK = Heartbeat.LONGEST_WORK;

    public boolean isFull() {
      return count >= most;
    }

    /** Whether all that is in hand has been there for longer than any work takes. */
    public boolean isStuck(Instant now) {
      return isFull() && lastFinished.isBefore(now.minus(LONGEST_WORK));
    }
  }

  /** Thread-safe. */
  public Status status() {
    return new Status(
        brake.reason(),
        intake.lastPoll(),
        intake.inHand(),
        routes.conditions(chain.routes()),
        alerts.trouble(),
        fleet.standing());
  }

  /** How it stands among all workers. Thread-safe. */
  public Standing standing() {
    return fleet.standing();
  }

  /** Stops polling, finishes what is in hand within the limit, gives the rest back. */
  @Override
  public void close() {
    rounds.forEach(Rounds::close);
    intake.close();
    fleet.close();
  }
}
