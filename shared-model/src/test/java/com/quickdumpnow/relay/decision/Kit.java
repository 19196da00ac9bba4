package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.decision.Claims.Claimant;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings;
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
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.model.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One job and its customer, carried from decision to decision as a store would, for tests. */
final class Kit {
  static final Instant START = Instant.parse("2026-01-15T14:32:00Z");
  static final JobId JOB = new JobId("job-12345");
  static final PhoneNumber PHONE = new PhoneNumber("+16195551234");
  static final EmailAddress MAIL = new EmailAddress("ana@example.com");
  static final NotificationId FIRST = new NotificationId("n_aaaaaaaaaaaaaaaa");
  static final NotificationId SECOND = new NotificationId("n_bbbbbbbbbbbbbbbb");
  static final Route PRIMARY = route("primary", "AC1", SenderKind.LONG_CODE);
  static final Route SECONDARY = route("secondary", "AC1", SenderKind.TOLL_FREE);
  static final Route OTHER_ACCOUNT = route("other-account", "AC2", SenderKind.LONG_CODE);
  static final Chain CHAIN =
      new Chain(List.of(PRIMARY, SECONDARY, OTHER_ACCOUNT), true, Timing.DEFAULT);

  final Chain chain;
  final Map<PhoneNumber, Recipient> recipients = new HashMap<>();
  JobHistory history;
  DocumentSettings settings = DocumentSettings.NONE;
  Instant now = START;
  RouteHealth health = RouteHealth.ALL_WELL;
  long epoch;

  Kit(Chain chain, Optional<PhoneNumber> phone, Optional<EmailAddress> email) {
    this.chain = chain;
    Customer customer = new Customer("Ana", phone, email, Extras.NONE);
    history =
        JobHistory.empty(JOB)
            .with(
                new Job(
                    JOB,
                    Optional.empty(),
                    customer,
                    Load.UNKNOWN,
                    Optional.empty(),
                    List.of(new StatusChange(JobStatus.QUEUED, START, "test")),
                    List.of(),
                    Extras.NONE));
    add(FIRST, JobStatus.QUEUED);
  }

  /** A customer with phone and email. */
  Kit() {
    this(CHAIN, Optional.of(PHONE), Optional.of(MAIL));
  }

  static Route route(String name, String account, SenderKind kind) {
    return new Route(
        new RouteName(name), account, "+15005550006", kind, name, 1, Duration.ofMinutes(5));
  }

  void add(NotificationId id, JobStatus about) {
    history =
        history.with(
            new Notification(
                id,
                JOB,
                about,
                history.nextSequence(),
                now,
                Optional.of(now.plus(Duration.ofHours(2))),
                "QuickDumpNow: …",
                1,
                "https://quickdumpnow.com/track?j=x",
                1,
                new Pending(now, "new status"),
                List.of(),
                Extras.NONE));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Recipient recipient(PhoneNumber phone) {
    return recipients.getOrDefault(phone, Recipient.unknown(phone));
  }

  Notification notification() {
    return notification(FIRST);
  }

  Notification notification(NotificationId id) {
    return history.notification(id).orElseThrow();
  }

  NotificationState state() {
    return notification().state();
  }

  Decision next() {
    return next(FIRST);
  }

  Decision next(NotificationId id) {
    return keep(new Claims(chain).next(history, id, this::recipient, health, claimant(), now));
  }

  /** Claims and expects to be told to post. */
  Attempt claim() {
    return ((Next.Post) next().next()).attempt();
  }

  Decision record(Attempt attempt, SendOutcome outcome) {
    return record(FIRST, attempt, outcome);
  }

  Decision record(NotificationId id, Attempt attempt, SendOutcome outcome) {
    return keep(
        new Outcomes(chain)
            .record(history, id, attempt, outcome, this::recipient, health, claimant(), now));
  }

  Decision keep(Decision decision) {
    Optional.ofNullable(decision.spending(account(), history, chain, now).get(DayAccount.RESERVE))
        .ifPresent(spending -> settings = settings.with(spending));
    history = decision.history();
    decision.recipients().forEach(recipient -> recipients.put(recipient.phone(), recipient));
    return decision;
  }

  Claimant claimant() {
    return new Claimant("worker-1", ++epoch).under(settings, account());
  }

  private DayAccount account() {
    return DayAccount.whole(() -> settings.spending());
  }
}
