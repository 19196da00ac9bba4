package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.api.ApiHandler;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.webhook.WebhookHandler;
import com.quickdumpnow.relay.worker.relay.Journal;
import com.quickdumpnow.relay.worker.relay.NetworkDirectory;
import com.quickdumpnow.relay.worker.relay.Relay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * One run: a handful of jobs, several workers, two recorders, short-lived Lambdas, customers,
 * staff, an intruder, and everything that can happen to them.
 */
final class World {
  static final int WORKERS = 2;
  private static final int RECORDERS = 2;

  /** How far each worker's clock is ahead of the one before. */
  private static final Duration SKEW = Duration.ofMillis(700);

  private static final Duration FAULTS_LAST = Duration.ofMinutes(8);
  private static final Duration ENDS_WITHIN = Duration.ofHours(6);
  private final Random random;
  private final Bug bug;
  private final Chain chain;
  private final Scheduler scheduler;
  private final Story story;
  private final Judge judge;
  private final Chaos chaos;
  private final Processes processes;
  private final Engine engine;
  private final Stores stores;
  private final Optional<Mover> mover;
  private final FakeFifo fifo;
  private final FakeOutcomes outcomes;
  private final FakeTwilio twilio;
  private final FakeSes ses;
  private final Optional<NetworkDirectory> directory;
  private final Gateway api;
  private final Gateway webhook;
  private final Dispatchers dispatchers;
  private final Staff staff;
  private final Theme theme;
  private final MaintenanceDocument first;
  private final int workers;
  private final FleetWatch fleet = new FleetWatch();
  private boolean begun;
  private int started;
  private int stepsLeft;

  /** What a run may have beside the ordinary; never both, as one undoes the other. */
  private enum Theme {
    ORDINARY,
    /** Jobs are archived, and redacted, soon after their end. */
    ARCHIVE,
    /** Somebody goes back to an old version of the document, where there is one. */
    RESTORE
  }

  World(long seed, Level level, Bug bug) {
    this(seed, level, bug, Engine.S3);
  }

  World(long seed, Level level, Bug bug, Engine engine) {
    this(seed, level, bug, engine, WORKERS, false, MaintenanceDocument.EMPTY);
  }

  /**
   * @param engine where the truth is at the beginning
   * @param moving whether it is moved to the other engine and back
   * @param first what the document holds at the beginning; a table is empty then
   */
  World(
      long seed,
      Level level,
      Bug bug,
      Engine engine,
      int workers,
      boolean moving,
      MaintenanceDocument first) {
    this.bug = bug;
    this.engine = engine;
    this.workers = workers;
    this.first = first;
    random = new Random(seed);
    scheduler = new Scheduler(random);
    story = new Story(scheduler);
    SendingRules rules = RuleWatch.rules(seed);
    chain = bug.chain(Environment.CHAIN.under(rules));
    judge = new Judge(scheduler, story, rules, SKEW.multipliedBy(workers - 1L));
    chaos = new Chaos(scheduler, random, level);
    Theme drawn = level == Level.NONE ? Theme.ORDINARY : theme(random.nextInt(6));
    // Who goes back in time must not do so while the store is being moved.
    theme = moving && drawn == Theme.RESTORE ? Theme.ARCHIVE : drawn;
    processes = new Processes(scheduler, chaos, story);
    SimulatedProcess outside = processes.outside();
    stores = new Stores(engine, moving, bug, judge, outside, scheduler, chaos, random);
    mover =
        moving
            ? Optional.of(new Mover(stores, processes, scheduler, chaos, story, bug))
            : Optional.empty();
    fifo = new FakeFifo(scheduler, chaos, judge, bug == Bug.DEDUPLICATION_ID_REUSED);
    outcomes = new FakeOutcomes(scheduler, chaos, random);
    api = new Gateway("api", processes, scheduler, chaos, _ -> apiProgram());
    webhook = new Gateway("webhook", processes, scheduler, chaos, _ -> webhookProgram());
    Customers customers = new Customers(outside, api, webhook, scheduler, chaos, judge);
    TwilioCallbacks callbacks = new TwilioCallbacks(webhook, scheduler, judge);
    twilio =
        new FakeTwilio(scheduler, chaos, random, outside, callbacks::tell, customers::got, judge);
    ses = new FakeSes(scheduler, chaos, judge, outside, outcomes::publish);
    // Not drawn: what other seeds come to stays as it is.
    directory = seed % 2 == 0 ? Optional.of(new FakeDirectory(scheduler, chaos)) : Optional.empty();
    StaffApi staffApi = new StaffApi(api, scheduler, story);
    dispatchers = new Dispatchers(staffApi, scheduler, chaos, random, judge);
    staff = new Staff(staffApi, scheduler, chaos, random, judge);
  }

  private static Theme theme(int roll) {
    return roll == 0 ? Theme.RESTORE : roll == 1 ? Theme.ARCHIVE : Theme.ORDINARY;
  }

  /**
   * Runs to the end, or to the first broken promise.
   *
   * @param steps the most turns the scheduler gives
   * @throws Violation with what was broken
   */
  Story run(int steps) {
    stepsLeft = steps;
    try {
      processes.outside().run(this::begin);
      Instant faultsEnd = scheduler.instant().plus(FAULTS_LAST);
      Instant end = scheduler.instant().plus(ENDS_WITHIN);
      scheduler.run(() -> --stepsLeft < 0 || isOver(faultsEnd, end));
      processes.raiseFailure();
      judge.end();
      return story;
    } finally {
      processes.clear();
    }
  }

  /** Asked between any two turns. */
  private boolean isOver(Instant faultsEnd, Instant end) {
    if (begun && !chaos.isOver() && scheduler.instant().isAfter(faultsEnd)) {
      chaos.stop();
      story.tell("world", "nothing fails any more");
    }
    processes.failedIf(fleet.violation());
    return processes.haveFailed() || !scheduler.instant().isBefore(end) || isFinished();
  }

  private boolean isFinished() {
    return begun
        && chaos.isOver()
        && dispatchers.areDone()
        && staff.isDone()
        && ses.isQuiet()
        && outcomes.isEmpty()
        && mover.map(Mover::isDone).orElse(true)
        && judge.allFinished();
  }

  Story story() {
    return story;
  }

  private void begin() {
    judge.begin(first);
    stores.create(first);
    chaos.begin();
    begun = true;
    for (int i = 1; i <= workers; i++) {
      Duration ahead = SKEW.multipliedBy(i - 1);
      processes.keepAlive("worker-" + i, process -> startWorker(process, ahead));
    }
    for (int i = 1; i <= RECORDERS; i++) {
      processes.keepAlive("recorder-" + i, _ -> recorderProgram().run());
    }
    SimulatedProcess outside = processes.outside();
    dispatchers.start(outside);
    outside.run(staff::run);
    outside.run(new Intruder(api, webhook, scheduler, chaos, random)::run);
    mover.ifPresent(who -> outside.run(who::run));
    if (theme == Theme.RESTORE && engine == Engine.S3) {
      outside.run(new Operator(scheduler, random, bug, stores.objects(), story)::run);
    }
  }

  private ApiHandler apiProgram() {
    return ApiHandler.over(
        Environment.VARIABLES, stores.open(), fifo, scheduler, () -> NotificationId.random(random));
  }

  private WebhookHandler webhookProgram() {
    return WebhookHandler.over(Environment.VARIABLES, outcomes, scheduler);
  }

  private RecorderLoop recorderProgram() {
    return new RecorderLoop(bug.recordersStore(stores.open()), chain, scheduler, outcomes, fifo);
  }

  private void startWorker(SimulatedProcess process, Duration ahead) {
    Relay relay =
        Relay.start(
            new Relay.Ports(
                bug.workersStore(stores.open()),
                stores.roster(),
                bug.source(fifo),
                fifo,
                bug.carrier(twilio),
                bug.mailer(ses),
                directory,
                Journal.NONE,
                Tracer.OFF),
            Environment.worker(process.name() + "-" + ++started, chain, theme == Theme.ARCHIVE),
            new Relay.Machine(
                new SkewedClock(bug.clock(scheduler), ahead), random, process.threads()));
    fleet.add(process, relay::standing);
  }
}
