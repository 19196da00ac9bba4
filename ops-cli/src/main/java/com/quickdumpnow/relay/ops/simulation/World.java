package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.api.ApiHandler;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.decision.StaffChain.Person;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.DocumentHome;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.move.Following;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.MovingStore;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.store.register.ObjectRegister;
import com.quickdumpnow.relay.store.register.Register;
import com.quickdumpnow.relay.store.register.TableRegister;
import com.quickdumpnow.relay.store.table.TableHome;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.text.EmailTemplates;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.webhook.WebhookHandler;
import com.quickdumpnow.relay.worker.fleet.Lease;
import com.quickdumpnow.relay.worker.relay.Journal;
import com.quickdumpnow.relay.worker.relay.NetworkDirectory;
import com.quickdumpnow.relay.worker.relay.Relay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One run: a handful of jobs, several workers, two recorders, short-lived Lambdas, customers,
 * staff, an intruder, and everything that can happen to them.
 */
final class World {
  static final String KEY = "maintenance.json";

  static final int WORKERS = 2;
  private static final int RECORDERS = 2;

  /** How far each worker's clock is ahead of the one before. */
  static final Duration SKEW = Duration.ofMillis(700);

  /** Longer than in real life, as the virtual clock is patient and each look takes time. */
  private static final Lease LEASE = new Lease(Duration.ofSeconds(60), Duration.ofSeconds(10));

  private static final Duration FAULTS_LAST = Duration.ofMinutes(8);
  private static final Duration ENDS_WITHIN = Duration.ofHours(6);
  private static final Duration RECEIPT_DEADLINE = Duration.ofMinutes(2);
  private static final Chain CHAIN =
      new Chain(
          List.of(
              route("primary", Environment.ACCOUNT_1, SenderKind.LONG_CODE),
              route("secondary", Environment.ACCOUNT_1, SenderKind.TOLL_FREE),
              route("other-account", Environment.ACCOUNT_2, SenderKind.LONG_CODE)),
          true,
          Timing.DEFAULT);
  private static final StaffChain STAFF =
      new StaffChain(
          List.of(
              new Person("dispatch line", new PhoneNumber("+16195550151")),
              new Person("main contact", new PhoneNumber("+16195550152")),
              new Person("backup", new PhoneNumber("+16195550153"))),
          new EmailAddress("staff@example.com"));

  private final Random random;
  private final Bug bug;
  private final Chain chain;
  private final Scheduler scheduler;
  private final Story story;
  private final Judge judge;
  private final Chaos chaos;
  private final SimulatedProcess outside;
  private final SharedCodec codec = new SharedCodec();
  private final Engine engine;
  private final FakeObjects objects;
  private final FakeTable table;
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
  private final List<SimulatedProcess> processes = new ArrayList<>();
  private final int workers;
  private final FleetWatch fleet = new FleetWatch();
  private Optional<Throwable> failure = Optional.empty();
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
    chain = bug.chain(CHAIN.under(rules));
    judge = new Judge(scheduler, story, rules);
    chaos = new Chaos(scheduler, random, level);
    Theme drawn = level == Level.NONE ? Theme.ORDINARY : theme(random.nextInt(6));
    // Who goes back in time must not do so while the store is being moved.
    theme = moving && drawn == Theme.RESTORE ? Theme.ARCHIVE : drawn;
    outside = process("outside");
    Truth truth = new Truth(judge, engine, moving);
    objects = new FakeObjects(scheduler, chaos, outside, truth, codec);
    table = new FakeTable(scheduler, chaos, outside, truth);
    mover = moving ? Optional.of(new Mover(this, scheduler, chaos, story, bug)) : Optional.empty();
    fifo = new FakeFifo(scheduler, chaos, judge, bug == Bug.DEDUPLICATION_ID_REUSED);
    outcomes = new FakeOutcomes(scheduler, chaos, random);
    api = new Gateway("api", this, scheduler, chaos, _ -> apiProgram());
    webhook = new Gateway("webhook", this, scheduler, chaos, _ -> webhookProgram());
    Customers customers = new Customers(this, api, webhook, scheduler, chaos, judge);
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
      outside.run(this::begin);
      Instant faultsEnd = scheduler.instant().plus(FAULTS_LAST);
      Instant end = scheduler.instant().plus(ENDS_WITHIN);
      scheduler.run(() -> --stepsLeft < 0 || isOver(faultsEnd, end));
      failure.ifPresent(World::raise);
      judge.end();
      return story;
    } finally {
      clear();
    }
  }

  /** Asked between any two turns. */
  private boolean isOver(Instant faultsEnd, Instant end) {
    if (begun && !chaos.isOver() && scheduler.instant().isAfter(faultsEnd)) {
      chaos.stop();
      story.tell("world", "nothing fails any more");
    }
    failure = failure.or(fleet::violation);
    return failure.isPresent() || !scheduler.instant().isBefore(end) || isFinished();
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
    if (engine == Engine.S3) {
      documentStore().create(first);
    }
    chaos.begin();
    begun = true;
    for (int i = 1; i <= workers; i++) {
      String name = "worker-" + i;
      Duration ahead = SKEW.multipliedBy(i - 1);
      keepAlive(name, process -> startWorker(process, name, ahead));
    }
    for (int i = 1; i <= RECORDERS; i++) {
      keepAlive(
          "recorder-" + i,
          _ ->
              new RecorderLoop(bug.recordersStore(store()), chain, scheduler, outcomes, fifo)
                  .run());
    }
    dispatchers.start(outside);
    outside.run(staff::run);
    outside.run(new Intruder(api, webhook, scheduler, chaos, random)::run);
    mover.ifPresent(who -> outside.run(who::run));
    if (theme == Theme.RESTORE && engine == Engine.S3) {
      outside.run(new Operator(scheduler, random, bug, objects, story)::run);
    }
  }

  private ApiHandler apiProgram() {
    return ApiHandler.over(
        Environment.VARIABLES, store(), fifo, scheduler, () -> NotificationId.random(random));
  }

  private WebhookHandler webhookProgram() {
    return WebhookHandler.over(Environment.VARIABLES, outcomes, scheduler);
  }

  private void startWorker(SimulatedProcess process, String name, Duration ahead) {
    boolean archiving = theme == Theme.ARCHIVE;
    Relay relay =
        Relay.start(
            new Relay.Ports(
                bug.workersStore(store()),
                register(),
                bug.source(fifo),
                fifo,
                bug.carrier(twilio),
                bug.mailer(ses),
                directory,
                Journal.NONE,
                Tracer.OFF),
            new Relay.Settings(
                chain,
                Optional.of(STAFF),
                new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
                name + "-" + ++started,
                4,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                archiving ? Duration.ofSeconds(15) : Duration.ofMinutes(1),
                archiving
                    ? new Retention(Duration.ofMinutes(1), Duration.ofMinutes(6))
                    : Retention.DEFAULT,
                LEASE),
            new Relay.Machine(
                new SkewedClock(bug.clock(scheduler), ahead), random, process.threads()));
    fleet.add(process, relay::standing);
  }

  /** The workers' roster, which is where the store is, but out of reach at other times. */
  private Register register() {
    Register register =
        switch (engine) {
          case S3 -> new ObjectRegister(objects, StorePlace.WORKERS);
          case DYNAMODB -> new TableRegister(table, StorePlace.WORKERS, scheduler, random);
        };
    return bug.workers(new PartitionedRegister(register, scheduler, chaos));
  }

  /** Runs a process, kills it now and then, and starts it again. */
  private void keepAlive(String name, Consumer<SimulatedProcess> program) {
    outside.run(
        () -> {
          while (true) {
            SimulatedProcess process = process(name);
            process.run(() -> program.accept(process));
            do {
              scheduler.pause(Duration.ofMinutes(4));
            } while (!chaos.chance(0.5));
            story.tell("world", "kills " + name);
            process.kill();
            scheduler.pause(Duration.ofMinutes(1));
          }
        });
  }

  SimulatedProcess process(String name) {
    SimulatedProcess process =
        new SimulatedProcess(
            scheduler,
            name,
            (actor, thrown) -> {
              story.tell(actor, "fails with " + thrown);
              failure = failure.or(() -> Optional.of(thrown));
            });
    processes.removeIf(old -> !old.isAlive());
    processes.add(process);
    return process;
  }

  SimulatedProcess outside() {
    return outside;
  }

  /** A store of its own, as every process has. */
  MaintenanceStore store() {
    return mover.isPresent() ? new MovingStore(homes().following()) : home(engine).store();
  }

  /** Both places in which the store may be, as each process has them. */
  record Homes(Home first, Home second, Following following) {}

  Homes homes() {
    Home one = home(engine);
    Home other = home(engine == Engine.S3 ? Engine.DYNAMODB : Engine.S3);
    return new Homes(one, other, new Following(one, other, scheduler, random));
  }

  private Home home(Engine where) {
    return switch (where) {
      case S3 -> new DocumentHome("the document", documentStore());
      case DYNAMODB ->
          new TableHome(
              "the table", new TableStore(bug.table(table), scheduler, random, StoreListener.NONE));
    };
  }

  private DocumentStore documentStore() {
    return new DocumentStore(
        bug.objects(objects), KEY, scheduler, random, StoreListener.NONE, codec.forProcess());
  }

  /** Ends every thread. */
  private void clear() {
    processes.forEach(SimulatedProcess::kill);
    scheduler.run(() -> false);
  }

  private static void raise(Throwable failure) {
    if (failure instanceof Violation violation) {
      throw violation;
    }
    throw new IllegalStateException("a program failed", failure);
  }

  private static Route route(String name, String account, SenderKind kind) {
    return new Route(new RouteName(name), account, "+15005550006", kind, name, 5, RECEIPT_DEADLINE);
  }
}
