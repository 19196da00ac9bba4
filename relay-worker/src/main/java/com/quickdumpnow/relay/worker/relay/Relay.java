package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.StaffCalls;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.TracedTriggers;
import com.quickdumpnow.relay.trace.Tracer;
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

  private final Intake intake;
  private final Sweeper sweeper;
  private final Archivist archivist;
  private final StaffAlerts alerts;
  private final Brake brake;
  private final RouteStates routes;
  private final Chain chain;

  /**
   * What the relay works with.
   *
   * @param directory of numbers' networks; empty: nobody is looked up
   */
  public record Ports(
      MaintenanceStore store,
      TriggerSource source,
      TriggerQueue triggers,
      TextCarrier carrier,
      Mailer mailer,
      Optional<NetworkDirectory> directory,
      Journal journal,
      Tracer tracer) {
    /** Without traces. */
    public Ports(
        MaintenanceStore store,
        TriggerSource source,
        TriggerQueue triggers,
        TextCarrier carrier,
        Mailer mailer,
        Optional<NetworkDirectory> directory,
        Journal journal) {
      this(store, source, triggers, carrier, mailer, directory, journal, Tracer.OFF);
    }

    /** The same, each request to the outside a span; these very ones where nothing is traced. */
    private Ports traced() {
      return tracer.equals(Tracer.OFF)
          ? this
          : new Ports(
              store,
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
      Retention retention) {}

  /** What a simulation answers instead of the machine. */
  public record Machine(Clockwork clock, RandomGenerator random, ThreadFactory threads) {}

  private Relay(
      Intake intake,
      Sweeper sweeper,
      Archivist archivist,
      StaffAlerts alerts,
      Brake brake,
      RouteStates routes,
      Settings settings) {
    this.intake = intake;
    this.sweeper = sweeper;
    this.archivist = archivist;
    this.alerts = alerts;
    this.brake = brake;
    this.routes = routes;
    this.chain = settings.chain();
  }

  /** Starts it; returns once it polls. */
  public static Relay start(Ports untraced, Settings settings, Machine machine) {
    Ports ports = untraced.traced();
    Chain chain = settings.chain();
    Clockwork clock = machine.clock();
    RouteStates routes = new RouteStates(clock);
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
        new Intake(ports.source(), work, brake, troubles, clock, machine.threads(), limits);
    Sweeper sweeper =
        new Sweeper(
            ports.store(),
            ports.triggers(),
            clock,
            ports.journal(),
            settings.sweepEvery(),
            intake::drainedTo,
            troubles::storeFailed,
            machine.threads());
    Archivist archivist =
        new Archivist(
            ports.store(),
            clock,
            ports.journal(),
            settings.retention(),
            chain.suppression(),
            settings.sweepEvery().multipliedBy(SWEEPS_PER_ARCHIVING),
            machine.threads());
    StaffAlerts alerts =
        new StaffAlerts(
            settings.staff().map(staff -> new StaffCalls(chain, staff)),
            ports.store(),
            new StaffPost(ports.carrier(), ports.mailer(), routes, clock),
            routes,
            ports.journal(),
            machine,
            settings.sweepEvery(),
            settings.owner());
    intake.start();
    sweeper.start();
    archivist.start();
    alerts.start();
    return new Relay(intake, sweeper, archivist, alerts, brake, routes, settings);
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
   */
  public record Status(
      Optional<String> paused,
      Instant lastPoll,
      InHand inHand,
      List<Condition> routes,
      Optional<String> alertTrouble) {}

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
        alerts.trouble());
  }

  /** Stops polling, finishes what is in hand within the limit, gives the rest back. */
  @Override
  public void close() {
    sweeper.close();
    archivist.close();
    alerts.close();
    intake.close();
  }
}
