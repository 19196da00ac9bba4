package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SenderKind;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Load;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import com.quickdumpnow.relay.text.EmailTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A relay of fakes around a store in memory, with one job to tell of. */
final class Kit {
  static final JobId JOB = new JobId("job-1");
  static final NotificationId FIRST = new NotificationId("n_aaaaaaaaaaaaaaaa");
  static final NotificationId SECOND = new NotificationId("n_bbbbbbbbbbbbbbbb");
  static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  static final EmailAddress EMAIL = new EmailAddress("ann@example.com");
  static final Route PRIMARY = route("primary", "AC" + "1".repeat(32), 1);
  static final Route SECONDARY = route("secondary", "AC" + "2".repeat(32), 1);
  static final Chain CHAIN = new Chain(List.of(PRIMARY, SECONDARY), true, Timing.DEFAULT);

  final FakeClock clock = new FakeClock();
  final InMemoryStore store = new InMemoryStore();
  final FakeCarrier carrier = new FakeCarrier();
  final FakeMailer mailer = new FakeMailer();
  final List<Trigger> sent = new ArrayList<>();
  private final Chain chain;

  /** Of numbers' networks, where one is asked. */
  Optional<NetworkDirectory> directory = Optional.empty();

  Kit() {
    this(CHAIN);
  }

  Kit(Chain chain) {
    this.chain = chain;
  }

  static Route route(String name, String account, double pace) {
    return route(name, account, pace, Duration.ofMinutes(5));
  }

  static Route route(String name, String account, double pace, Duration receiptDeadline) {
    return new Route(
        new RouteName(name),
        account,
        "+1619555010" + name.length(),
        SenderKind.LONG_CODE,
        name,
        pace,
        receiptDeadline);
  }

  /** A job with its first notification, not yet sent. */
  Kit withJob(boolean phone, boolean email) {
    Customer customer =
        new Customer(
            "Ann",
            phone ? Optional.of(PHONE) : Optional.empty(),
            email ? Optional.of(EMAIL) : Optional.empty(),
            Extras.NONE);
    Job job =
        new Job(
            JOB,
            Optional.empty(),
            customer,
            Load.UNKNOWN,
            Optional.empty(),
            List.of(new StatusChange(JobStatus.DISPATCHED, clock.instant(), "test")),
            List.of(),
            Extras.NONE);
    change(history -> history.with(job).with(notification(FIRST, 1)));
    return this;
  }

  Kit withJob() {
    return withJob(true, true);
  }

  void withNewerNotification() {
    change(history -> history.with(notification(SECOND, 2)));
  }

  private Notification notification(NotificationId id, int sequence) {
    Instant now = clock.instant();
    return new Notification(
        id,
        JOB,
        JobStatus.DISPATCHED,
        sequence,
        now,
        Optional.of(now.plus(Duration.ofHours(2))),
        "QDN: your load is en route.",
        1,
        "quickdumpnow.com/track?j=x",
        1,
        new NotificationState.Pending(now, "new"),
        List.of(),
        Extras.NONE);
  }

  void change(java.util.function.UnaryOperator<JobHistory> change) {
    var _ = store.changeJob(JOB, scope -> new Changed<>(change.apply(scope.history()), true));
  }

  List<Alert> alerts() {
    return store.document().job(JOB).alerts();
  }

  Notification first() {
    return store.document().job(JOB).notification(FIRST).orElseThrow();
  }

  NotificationState state() {
    return first().state();
  }

  /** As a worker that was just started would have it. */
  TriggerHandler handler(String owner) {
    return handler(owner, new RouteStates(clock));
  }

  TriggerHandler handler(String owner, RouteStates routes) {
    Commits commits = new Commits(chain, store, sent::addAll, clock, Journal.NONE, owner, 1);
    Postman postman =
        new Postman(
            chain,
            store,
            carrier,
            mailer,
            new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
            routes,
            clock);
    Networks networks = new Networks(directory, store, chain, clock, Journal.NONE);
    return new TriggerHandler(
        chain, commits, postman, carrier, networks, routes, clock, Journal.NONE);
  }

  Handled handle(TriggerHandler handler) {
    try {
      return handler.handle(Trigger.of(first()), clock.instant());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Of an installation without staff. */
  RefusalAlarm noAlarm() {
    return new RefusalAlarm(mailer, Optional.empty(), clock, new Random(7));
  }
}
