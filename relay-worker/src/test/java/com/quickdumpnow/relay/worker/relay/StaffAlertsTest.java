package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.StaffCalls;
import com.quickdumpnow.relay.decision.StaffChain;
import com.quickdumpnow.relay.decision.StaffChain.Person;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Claim;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.text.Segments;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Staff are told, whoever is killed, silent or down; nobody is told the same twice for nothing. */
final class StaffAlertsTest {
  private static final PhoneNumber DISPATCH = new PhoneNumber("+16195550151");
  private static final PhoneNumber MAIN = new PhoneNumber("+16195550152");
  private static final PhoneNumber BACKUP = new PhoneNumber("+16195550153");
  private static final EmailAddress STAFF_EMAIL = new EmailAddress("staff@example.com");
  private static final StaffChain STAFF =
      new StaffChain(
          List.of(
              new Person("dispatch line", DISPATCH),
              new Person("main contact", MAIN),
              new Person("backup", BACKUP)),
          STAFF_EMAIL);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final Kit kit = new Kit();
  private final List<Alert.Kind> told = new ArrayList<>();
  private final RouteStates routes = new RouteStates(kit.clock);

  private final Journal journal =
      new Journal() {
        @Override
        public void told(Alert.Kind kind) {
          told.add(kind);
        }
      };

  /** As a worker that was just started would have it. */
  private StaffAlerts worker(String owner) {
    return worker(owner, Optional.of(STAFF));
  }

  private StaffAlerts worker(String owner, Optional<StaffChain> staff) {
    return worker(owner, Kit.CHAIN, staff);
  }

  private StaffAlerts worker(String owner, Chain carriers, Optional<StaffChain> staff) {
    return new StaffAlerts(
        staff.map(chain -> new StaffCalls(carriers, chain)),
        kit.store,
        new StaffPost(kit.carrier, kit.mailer, routes, kit.clock),
        routes,
        journal,
        kit.clock,
        new Random(owner.hashCode()),
        owner);
  }

  private void raise(int jobs) {
    for (int i = 1; i <= jobs; i++) {
      change(
          new JobId("job-" + i),
          scope ->
              scope
                  .history()
                  .raise(Alert.Kind.EXHAUSTED, Kit.FIRST, "no hop is left", kit.clock.instant()));
    }
  }

  /** So many texts of today were filtered as spam. */
  private void filtered(int texts) {
    kit.withJob();
    for (int i = 1; i <= texts; i++) {
      Attempt attempt =
          new Attempt(
              i,
              Kit.CHAIN.routes().getFirst().name(),
              DISPATCH,
              "text",
              1,
              new Claim("w", i, kit.clock.instant(), Duration.ofSeconds(10)),
              "first in the chain",
              Optional.empty(),
              "Twilio",
              new AttemptOutcome.Accepted(
                  new MessageId("SM" + i),
                  DeliveryStatus.UNDELIVERED,
                  kit.clock.instant(),
                  Optional.empty(),
                  Optional.of(30007),
                  Optional.of(FailureAction.EMAIL)),
              Extras.NONE);
      kit.change(history -> history.with(kit.first().with(attempt)));
    }
  }

  private void change(JobId id, java.util.function.Function<JobScope, JobHistory> change) {
    var _ = kit.store.changeJob(id, scope -> new Changed<>(change.apply(scope), true));
  }

  private void pass(StaffAlerts worker) {
    try {
      worker.pass();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A pass a minute, as the loop makes them. */
  private void passFor(StaffAlerts worker, Duration duration) {
    for (long minute = 0; minute < duration.toMinutes(); minute++) {
      kit.clock.pass(A_MINUTE);
      pass(worker);
    }
  }

  /** Comes in as the recorder takes it. */
  private void receipt(Text text, DeliveryStatus status, Optional<Integer> code) {
    Receipt receipt =
        new Receipt(
            text.jobId(),
            Optional.of(text.notificationId()),
            Optional.of(text.attempt()),
            new MessageId("SM" + "1".repeat(32)),
            status,
            code,
            kit.clock.instant());
    change(
        text.jobId(),
        scope ->
            new Receipts(Kit.CHAIN)
                .receive(scope.history(), receipt, scope.recipients(), kit.clock.instant())
                .history());
  }

  private void delivered(Text text) {
    receipt(text, DeliveryStatus.DELIVERED, Optional.empty());
  }

  private List<PhoneNumber> texted() {
    return kit.carrier.posts.stream().map(Text::to).toList();
  }

  private List<Alert> untold() {
    return kit.store.document().jobs().values().stream()
        .flatMap(history -> history.alerts().stream())
        .filter(alert -> !alert.isTold())
        .toList();
  }

  @Test
  void pass_killedBetweenCommitAndTelling_anotherWorkerTells() {
    kit.withJob(false, false);
    kit.handle(kit.handler("killed right after its commit"));
    assertThat(kit.state()).isInstanceOf(NotificationState.Exhausted.class);

    StaffAlerts other = worker("other");
    pass(other);
    delivered(kit.carrier.posts.getFirst());
    passFor(other, A_MINUTE);

    assertThat(texted()).containsExactly(DISPATCH);
    assertThat(kit.carrier.posts.getFirst().body()).contains("1 customer not reached", "job-1");
    assertThat(untold()).isEmpty();
    assertThat(told).containsExactly(Alert.Kind.EXHAUSTED);
  }

  @Test
  void pass_outageOf500_oneTextOfOneSegment() {
    raise(500);

    StaffAlerts worker = worker("w");
    pass(worker);
    delivered(kit.carrier.posts.getFirst());
    passFor(worker, Duration.ofMinutes(30));

    assertThat(kit.carrier.posts).hasSize(1);
    String body = kit.carrier.posts.getFirst().body();
    assertThat(body).contains("500 customers not reached", "job-1, job-2", "more");
    assertThat(Segments.of(body).isOneOfGsm7()).isTrue();
    assertThat(kit.mailer.mails).isEmpty();
    assertThat(told).hasSize(500);
  }

  @Test
  void pass_moreDuringACall_nextBundleAfterTheQuietPeriod() {
    StaffAlerts worker = worker("w");
    raise(1);
    pass(worker);
    raise(3);
    delivered(kit.carrier.posts.getFirst());

    passFor(worker, Duration.ofMinutes(5));
    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(untold()).hasSize(2);

    passFor(worker, Duration.ofMinutes(1));
    assertThat(kit.carrier.posts).hasSize(2);
    assertThat(kit.carrier.posts.getLast().body()).contains("2 customers", "job-2, job-3");
  }

  @Test
  void pass_firstPersonSilent_secondAfterThreeMinutes() {
    raise(1);
    StaffAlerts worker = worker("w");

    pass(worker);
    passFor(worker, Duration.ofMinutes(2));
    assertThat(texted()).containsExactly(DISPATCH);

    passFor(worker, A_MINUTE);
    assertThat(texted()).containsExactly(DISPATCH, MAIN);

    delivered(kit.carrier.posts.getLast());
    passFor(worker, Duration.ofMinutes(30));
    assertThat(texted()).containsExactly(DISPATCH, MAIN);
    assertThat(kit.mailer.mails).isEmpty();
    assertThat(untold()).isEmpty();
  }

  @Test
  void pass_firstPersonsTextFails_secondAtOnce() {
    raise(1);
    StaffAlerts worker = worker("w");
    pass(worker);

    receipt(kit.carrier.posts.getFirst(), DeliveryStatus.UNDELIVERED, Optional.of(30005));
    passFor(worker, A_MINUTE);

    assertThat(texted()).containsExactly(DISPATCH, MAIN);
  }

  @Test
  void pass_lateDelivery_endsTheCall() {
    raise(1);
    StaffAlerts worker = worker("w");
    pass(worker);
    passFor(worker, Duration.ofMinutes(3));

    delivered(kit.carrier.posts.getFirst());
    passFor(worker, Duration.ofMinutes(30));

    assertThat(texted()).containsExactly(DISPATCH, MAIN);
    assertThat(untold()).isEmpty();
  }

  @Test
  void pass_allSilent_emailLastThenTold() {
    raise(2);
    StaffAlerts worker = worker("w");

    pass(worker);
    passFor(worker, Duration.ofMinutes(30));

    assertThat(texted()).containsExactly(DISPATCH, MAIN, BACKUP);
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.mailer.mails.getFirst().to()).isEqualTo(STAFF_EMAIL);
    assertThat(kit.mailer.mails.getFirst().text()).contains("Job job-1", "Job job-2");
    assertThat(untold()).isEmpty();
  }

  @Test
  void pass_twoWorkers_oneText() {
    raise(1);
    StaffAlerts other = worker("other");
    kit.carrier.duringPost(() -> pass(other));

    pass(worker("w"));
    pass(other);

    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void pass_ambiguousPost_nextPersonAfterThreeMinutesAndNoSecondPost() {
    raise(1);
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));
    StaffAlerts worker = worker("w");

    pass(worker);
    passFor(worker, Duration.ofMinutes(2));
    assertThat(texted()).containsExactly(DISPATCH);

    passFor(worker, A_MINUTE);
    assertThat(texted()).containsExactly(DISPATCH, MAIN);
  }

  @Test
  void pass_killedBetweenClaimAndPost_anotherGoesOnAfterThreeMinutes() {
    raise(1);
    kit.carrier.duringPost(
        () -> {
          throw new StopHere();
        });
    assertThatThrownBy(() -> worker("killed").pass()).isInstanceOf(StopHere.class);
    kit.carrier.duringPost(() -> {});

    StaffAlerts other = worker("other");
    passFor(other, Duration.ofMinutes(3));

    assertThat(texted()).containsExactly(DISPATCH, MAIN);
  }

  private static final class StopHere extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void pass_routeRefuses_samePersonByTheNextRoute() {
    raise(1);
    kit.carrier.answer(new SendOutcome.Refused(400, Optional.of(21606)));

    pass(worker("w"));

    assertThat(texted()).containsExactly(DISPATCH, DISPATCH);
    assertThat(kit.carrier.posts)
        .extracting(Text::route)
        .containsExactly(Kit.PRIMARY, Kit.SECONDARY);
  }

  @Test
  void pass_numberRefused_nextPersonAtOnce() {
    raise(1);
    kit.carrier.answer(new SendOutcome.Refused(400, Optional.of(21211)));

    pass(worker("w"));

    assertThat(texted()).containsExactly(DISPATCH, MAIN);
  }

  @Test
  void pass_personOptedOut_isSkipped() {
    raise(1);
    var _ =
        kit.store.changeRecipient(
            DISPATCH, one -> one.optedOut(new OptOut(kit.clock.instant(), "STOP")));

    pass(worker("w"));

    assertThat(texted()).containsExactly(MAIN);
  }

  @Test
  void pass_stagingInstallation_textsNobodyWhoIsNotAllowed() {
    raise(1);
    Chain staging = Kit.CHAIN.only(Allowlist.of(Set.of(BACKUP)));

    pass(worker("w", staging, Optional.of(STAFF)));

    assertThat(texted()).containsExactly(BACKUP);
  }

  @Test
  void pass_moreAndMoreFiltered_staffAreToldOnceADay() {
    filtered(3);

    passFor(worker("w"), Duration.ofMinutes(3));

    assertThat(kit.store.document().job(JobId.STAFF).alerts())
        .extracting(Alert::words)
        .singleElement()
        .asString()
        .contains("30007");
    assertThat(kit.carrier.posts).isNotEmpty();
  }

  @Test
  void pass_twilioDown_emailAtOnce() {
    raise(1);
    kit.carrier.answer(
        new SendOutcome.Unreachable("refused"), new SendOutcome.Unreachable("refused"));

    StaffAlerts worker = worker("w");
    pass(worker);

    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(untold()).isEmpty();
    assertThat(worker.trouble()).isEmpty();
  }

  @Test
  void pass_emailDownToo_keepsTryingMoreAndMoreRarelyAndSaysSo() {
    raise(1);
    for (int i = 0; i < 100; i++) {
      kit.carrier.answer(new SendOutcome.Unreachable("refused"));
      kit.mailer.answer(new SendOutcome.Unreachable("no credentials"));
    }
    StaffAlerts worker = worker("w");

    pass(worker);
    assertThat(worker.trouble()).hasValueSatisfying(words -> assertThat(words).contains("email"));

    passFor(worker, Duration.ofHours(4));
    assertThat(kit.mailer.mails).hasSizeBetween(7, 10);
    assertThat(kit.store.document().job(JobId.STAFF).call().orElseThrow().steps())
        .hasSizeLessThan(10);
    assertThat(untold()).hasSize(1);
  }

  @Test
  void pass_emailDownAndPeopleSilent_noPersonIsTextedTwice() {
    raise(1);
    for (int i = 0; i < 8; i++) {
      kit.mailer.answer(new SendOutcome.Ambiguous("read timeout"));
    }
    StaffAlerts worker = worker("w");

    pass(worker);
    passFor(worker, Duration.ofHours(24));

    assertThat(texted()).containsExactly(DISPATCH, MAIN, BACKUP);
    assertThat(kit.mailer.mails).hasSize(9);
    assertThat(untold()).isEmpty();
    assertThat(worker.trouble()).isEmpty();
  }

  @Test
  void pass_killedBeforeAlertsAreMarked_nobodyIsToldAgain() {
    raise(2);
    StaffAlerts worker = worker("w");
    pass(worker);
    delivered(kit.carrier.posts.getFirst());
    change(
        JobId.STAFF,
        scope ->
            scope
                .history()
                .with(scope.history().call().orElseThrow().told(kit.clock.instant(), "as by one")));

    passFor(worker("other"), Duration.ofMinutes(30));

    assertThat(kit.carrier.posts).hasSize(1);
    assertThat(untold()).isEmpty();
  }

  @Test
  void pass_storeDown_nothingIsSentAndTheNextPassTells() {
    raise(1);
    StaffAlerts worker = worker("w");
    kit.store.failWith(() -> new StoreException.Unavailable("down", null));
    assertThatThrownBy(worker::pass).isInstanceOf(StoreException.class);
    kit.store.recover();

    pass(worker);

    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void pass_nobodyConfigured_keptAndSaid() {
    raise(1);
    StaffAlerts worker = worker("w", Optional.empty());

    passFor(worker, Duration.ofMinutes(30));

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(worker.trouble()).contains("nobody to alert");
    assertThat(untold()).hasSize(1);
  }

  @Test
  void pass_everyState_survivesTheDocument() {
    raise(2);
    StaffAlerts worker = worker("w");
    pass(worker);
    delivered(kit.carrier.posts.getFirst());
    passFor(worker, A_MINUTE);

    var document = kit.store.document();

    assertThat(MaintenanceJson.read(MaintenanceJson.write(document))).isEqualTo(document);
  }
}
