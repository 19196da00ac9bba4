package com.quickdumpnow.relay.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.FailureAction;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Superseded;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Recipient.OptOut;
import com.quickdumpnow.relay.model.RepeatLabel;
import com.quickdumpnow.relay.model.TimeZoneName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What keeps a text back although a route would take it: the hour and the money. */
class SendingRulesTest {
  private static final ZoneId SAN_DIEGO = ZoneId.of("America/Los_Angeles");

  /** 21:30 in San Diego. */
  private static final Instant LATE = Instant.parse("2026-01-16T05:30:00Z");

  /** 08:00 there. */
  private static final Instant MORNING = Instant.parse("2026-01-16T16:00:00Z");

  private static final MessageId SID = new MessageId("SM1");

  private static final SendingRules QUIET =
      new SendingRules(
          SAN_DIEGO, Optional.of(QuietHours.DEFAULT), Spending.UNLIMITED, ZoneFinder.NOBODY);

  @Test
  void quiet_canWait_waitsUntilTheMorning() {
    Kit kit = late(QUIET, Duration.ofHours(24), JobStatus.COMPLETED, Optional.of(Kit.MAIL));

    Decision decision = kit.next();

    assertThat(decision.next()).isInstanceOf(Next.Leave.class);
    assertThat(kit.state())
        .isEqualTo(new Waiting(LATE, "quiet hours where the customer is", MORNING));
    kit.now = MORNING;
    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
  }

  @ParameterizedTest
  @EnumSource(
      value = JobStatus.class,
      names = {"QUEUED", "DISPATCHED", "CANCELLED"})
  void quiet_urgent_goesOut(JobStatus urgent) {
    Kit kit = late(QUIET, Duration.ofHours(24), urgent, Optional.of(Kit.MAIL));

    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
  }

  @Test
  void quiet_withoutQuietHours_goesOut() {
    Kit kit =
        late(SendingRules.NONE, Duration.ofHours(24), JobStatus.COMPLETED, Optional.of(Kit.MAIL));

    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
  }

  @Test
  void quiet_noLongerTrueInTheMorning_isEmailedNow() {
    Kit kit = late(QUIET, Duration.ofHours(8), JobStatus.COMPLETED, Optional.of(Kit.MAIL));

    Attempt attempt = kit.claim();

    assertThat(attempt.to()).isEqualTo(Kit.MAIL);
    assertThat(attempt.reason()).contains("quiet hours", "no longer true");
  }

  @Test
  void quiet_noLongerTrueInTheMorningAndNoEmail_expires() {
    Kit kit = late(QUIET, Duration.ofHours(8), JobStatus.COMPLETED, Optional.empty());

    kit.next();

    assertThat(kit.state()).isInstanceOf(Expired.class);
    assertThat(kit.history.alerts()).isEmpty();
  }

  @Test
  void quiet_optedOut_isEmailedAtOnce() {
    Kit kit = late(QUIET, Duration.ofHours(24), JobStatus.COMPLETED, Optional.of(Kit.MAIL));
    kit.recipients.put(Kit.PHONE, kit.recipient(Kit.PHONE).optedOut(new OptOut(Kit.START, "test")));

    assertThat(kit.claim().to()).isEqualTo(Kit.MAIL);
  }

  @Test
  void quiet_newerStatusMeanwhile_supersedesWhatWaits() {
    Kit kit = late(QUIET, Duration.ofHours(24), JobStatus.COMPLETED, Optional.of(Kit.MAIL));
    kit.next();
    kit.add(Kit.SECOND, JobStatus.CANCELLED);

    kit.now = MORNING;
    kit.next();

    assertThat(kit.state()).isInstanceOf(Superseded.class);
  }

  @Test
  void quiet_beginsBetweenTwoHops_keepsTheNextOneBack() {
    Kit kit = new Kit(Kit.CHAIN.under(QUIET), Optional.of(Kit.PHONE), Optional.of(Kit.MAIL));
    kit.now = Instant.parse("2026-01-16T04:59:59Z");
    about(kit, Duration.ofHours(24), JobStatus.COMPLETED);
    Attempt first = kit.claim();
    kit.pass(Duration.ofSeconds(2));

    kit.record(first, new SendOutcome.Refused(400, Optional.of(21611)));

    assertThat(kit.state())
        .isEqualTo(new Waiting(kit.now, "quiet hours where the customer is", MORNING));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-16T04:59:00Z, primary",
    // The five minutes for its receipt end before the evening does: that was the route.
    "2026-01-16T04:54:59Z, secondary",
  })
  void quiet_beginsWhileATextIsInTheCarriersQueue_costsItItsRouteOnlyIfItHadItsTime(
      Instant claimedAt, String inTheMorning) {
    Kit kit = new Kit(Kit.CHAIN.under(QUIET), Optional.of(Kit.PHONE), Optional.of(Kit.MAIL));
    kit.now = claimedAt;
    about(kit, Duration.ofHours(24), JobStatus.COMPLETED);
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    kit.now = LATE;

    validityEnds(kit);
    kit.next();

    assertThat(kit.state()).isInstanceOf(Waiting.class);
    kit.now = MORNING;
    Attempt again = kit.claim();
    assertThat(again.route().value()).isEqualTo(inTheMorning);
    assertThat(again.label()).contains(RepeatLabel.FAILED_BEFORE);
  }

  @Test
  void quiet_keptATextBack_isNoFailureOfItsRoute() {
    Kit kit = new Kit(Kit.CHAIN.under(QUIET), Optional.of(Kit.PHONE), Optional.of(Kit.MAIL));
    kit.now = Instant.parse("2026-01-16T04:59:00Z");
    about(kit, Duration.ofHours(24), JobStatus.COMPLETED);
    kit.record(kit.claim(), new SendOutcome.Accepted(SID, DeliveryStatus.QUEUED));
    validityEnds(kit);
    kit.now = MORNING;

    kit.record(kit.claim(), new SendOutcome.Unreachable("no network"));

    // A first failure is tried again by the same route; a second one is not.
    assertThat(kit.state()).isInstanceOf(Waiting.class);
    assertThat(kit.notification().attempt(2).orElseThrow().then()).contains(FailureAction.SAME);
  }

  private static void validityEnds(Kit kit) {
    kit.keep(
        new Receipts(kit.chain)
            .receive(
                kit.history,
                new Receipt(
                    Kit.JOB,
                    Optional.of(Kit.FIRST),
                    Optional.of(1),
                    SID,
                    DeliveryStatus.FAILED,
                    Optional.of(30036),
                    kit.now),
                kit::recipient,
                kit.now));
  }

  @ParameterizedTest
  @CsvSource({
    // the zone they said, the zones of their number, whether it is quiet for them at 21:30 here
    "Pacific/Honolulu, America/Los_Angeles, false, ",
    "Mars/Olympus, Pacific/Honolulu, false, ",
    ", , true, 2026-01-16T16:00:00Z",
    ", Pacific/Honolulu, false, ",
    ", America/New_York, true, 2026-01-16T13:00:00Z",
    ", America/New_York America/Chicago, true, 2026-01-16T14:00:00Z",
    ", America/New_York America/Los_Angeles, true, 2026-01-16T16:00:00Z",
    ", Pacific/Honolulu Pacific/Guam America/Adak Asia/Tokyo Asia/Seoul, true,"
        + " 2026-01-16T16:00:00Z",
  })
  void quietUntil_fromWhatIsKnown_isByTheBestOfIt(
      String said, String guessed, boolean quiet, Instant until) {
    Set<ZoneId> zones =
        guessed == null
            ? Set.of()
            : Arrays.stream(guessed.split(" ", -1)).map(ZoneId::of).collect(Collectors.toSet());
    Customer customer =
        new Customer(
            "Ana",
            Optional.of(Kit.PHONE),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(said).map(TimeZoneName::new),
            Extras.NONE);

    assertThat(QUIET.with(_ -> zones).quietUntil(JobStatus.COMPLETED, customer, LATE))
        .isEqualTo(quiet ? Optional.of(until) : Optional.empty());
  }

  @Test
  void quietIn_whatCanWait_isTheTimeLeft() {
    Customer customer = new Customer("Ana", Optional.of(Kit.PHONE), Optional.empty(), Extras.NONE);
    Instant tenToNine = Instant.parse("2026-01-16T04:50:00Z");

    assertThat(QUIET.quietIn(JobStatus.COMPLETED, customer, tenToNine))
        .contains(Duration.ofMinutes(10));
    assertThat(QUIET.quietIn(JobStatus.COMPLETED, customer, LATE)).contains(Duration.ZERO);
    assertThat(QUIET.quietIn(JobStatus.DISPATCHED, customer, LATE)).isEmpty();
  }

  @Test
  void jobLimit_reached_emailsAndTellsStaffOnceAJob() {
    Kit kit = limited(Optional.empty(), Optional.of(new Money(2 * 11_800)));
    Attempt first = kit.claim();
    refusedReceiptless(kit, first);
    Attempt second = kit.claim();
    refusedReceiptless(kit, second);

    Attempt third = kit.claim();

    assertThat(second.to()).isEqualTo(Kit.PHONE);
    assertThat(third.to()).isEqualTo(Kit.MAIL);
    assertThat(third.reason()).isEqualTo("the limit of $0.0236 for texts of one job is reached");
    kit.add(Kit.SECOND, JobStatus.DISPATCHED);
    kit.next(Kit.SECOND);
    assertThat(kit.history.alerts())
        .extracting(Alert::kind, Alert::words)
        .containsExactly(
            tuple(
                Alert.Kind.FAILURE,
                "the limit of $0.0236 for texts of one job is reached: emails take over"));
  }

  @Test
  void dayLimit_reached_emailsAndTellsStaffOnceADay() {
    Kit kit = limited(Optional.of(new Money(20_000)), Optional.empty());
    kit.claim();
    Kit other = limited(Optional.of(new Money(20_000)), Optional.empty());
    other.settings = kit.settings;

    Attempt attempt = other.claim();
    Kit third = limited(Optional.of(new Money(20_000)), Optional.empty());
    third.settings = other.settings;
    Attempt another = third.claim();

    assertThat(attempt.to()).isEqualTo(Kit.MAIL);
    assertThat(attempt.reason()).isEqualTo("the limit of $0.02 for texts on 2026-01-15 is reached");
    assertThat(other.history.alerts()).hasSize(1);
    assertThat(another.to()).isEqualTo(Kit.MAIL);
    assertThat(third.history.alerts()).isEmpty();
    assertThat(third.settings.spending())
        .contains(new DaySpending(LocalDate.of(2026, 1, 15), new Money(11_800), true, Extras.NONE));
  }

  @Test
  void dayLimit_reachedInQuietHours_waitsForTheMorningsDay() {
    SendingRules rules =
        new SendingRules(
            SAN_DIEGO,
            Optional.of(QuietHours.DEFAULT),
            new Spending(Optional.of(new Money(12_000)), Optional.empty()),
            ZoneFinder.NOBODY);
    Kit kit = late(rules, Duration.ofHours(24), JobStatus.COMPLETED, Optional.empty());
    kit.settings =
        kit.settings.with(
            new DaySpending(LocalDate.of(2026, 1, 15), new Money(12_000), true, Extras.NONE));

    kit.next();

    assertThat(kit.state()).isInstanceOf(Waiting.class);
    kit.now = MORNING;
    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
  }

  @Test
  void dayLimit_accountOfAClockThatWasWeeksAhead_isNotBelieved() {
    Kit kit = limited(Optional.of(new Money(12_000)), Optional.empty());
    kit.settings =
        kit.settings.with(
            new DaySpending(LocalDate.of(2026, 2, 15), new Money(12_000), true, Extras.NONE));

    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
  }

  @Test
  void dayLimit_nextDay_beginsAnew() {
    Kit kit = limited(Optional.of(new Money(12_000)), Optional.empty());
    kit.settings =
        kit.settings.with(
            new DaySpending(LocalDate.of(2026, 1, 15), new Money(12_000), true, Extras.NONE));
    // midnight in San Diego
    kit.now = Instant.parse("2026-01-16T08:00:00Z");
    about(kit, Duration.ofHours(24), JobStatus.DISPATCHED);

    assertThat(kit.claim().to()).isEqualTo(Kit.PHONE);
    assertThat(kit.settings.spending())
        .contains(
            new DaySpending(LocalDate.of(2026, 1, 16), new Money(11_800), false, Extras.NONE));
  }

  /** A worker whose clock is a minute behind does not open yesterday's account again. */
  @Test
  void dayLimit_clockBehindMidnight_countsOnTheNewDay() {
    Kit kit = limited(Optional.of(new Money(20_000)), Optional.empty());
    kit.settings =
        kit.settings.with(
            new DaySpending(LocalDate.of(2026, 1, 16), new Money(5_000), false, Extras.NONE));

    kit.claim();

    assertThat(kit.settings.spending())
        .contains(
            new DaySpending(LocalDate.of(2026, 1, 16), new Money(16_800), false, Extras.NONE));
  }

  @Test
  void dayLimit_refusedText_isOffTheAccountAgain() {
    Kit kit = limited(Optional.of(new Money(20_000)), Optional.empty());

    Attempt first = kit.claim();
    kit.record(first, new SendOutcome.Refused(400, Optional.of(21611)));

    // The next hop was claimed at once, and is all there is on it.
    assertThat(kit.notification().attempts()).hasSize(2);
    assertThat(kit.settings.spending())
        .contains(
            new DaySpending(LocalDate.of(2026, 1, 15), new Money(11_800), false, Extras.NONE));
  }

  @Test
  void dayLimit_ambiguousText_staysOnTheAccount() {
    Kit kit = limited(Optional.of(new Money(20_000)), Optional.empty());

    kit.record(kit.claim(), new SendOutcome.Ambiguous("no answer"));

    assertThat(kit.settings.spending()).map(DaySpending::spent).contains(new Money(11_800));
  }

  @Test
  void dayLimit_withoutEmail_isExhaustedAndStaffCall() {
    Kit kit = limited(Optional.of(new Money(1)), Optional.empty(), Optional.empty());

    kit.next();

    assertThat(kit.state()).isInstanceOf(Exhausted.class);
    assertThat(kit.history.alerts())
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.FAILURE, Alert.Kind.EXHAUSTED);
  }

  @Test
  void limits_ofTextsOfSeveralSegments_countEachAtItsRoutesPrice() {
    Kit kit = limited(Optional.of(new Money(1_000_000)), Optional.empty());
    kit.history =
        kit.history.with(
            new Notification(
                Kit.SECOND,
                Kit.JOB,
                JobStatus.DISPATCHED,
                2,
                kit.now,
                Optional.empty(),
                "long",
                3,
                "link",
                1,
                new Pending(kit.now, "new"),
                List.of(),
                Extras.NONE));

    kit.next(Kit.SECOND);

    assertThat(kit.settings.spending()).map(DaySpending::spent).contains(new Money(3 * 11_800));
  }

  @Test
  void noDayLimit_countsNothing() {
    Kit kit = new Kit();

    kit.claim();

    assertThat(kit.settings.spending()).isEmpty();
  }

  private static void refusedReceiptless(Kit kit, Attempt attempt) {
    Attempt lost = attempt.with(new AttemptOutcome.NoTrace(kit.now));
    kit.history =
        kit.history.with(kit.notification().with(lost).with(new Pending(kit.now, "no trace")));
  }

  private static Kit limited(Optional<Money> perDay, Optional<Money> perJob) {
    return limited(perDay, perJob, Optional.of(Kit.MAIL));
  }

  private static Kit limited(
      Optional<Money> perDay, Optional<Money> perJob, Optional<EmailAddress> email) {
    SendingRules rules =
        new SendingRules(
            SAN_DIEGO, Optional.empty(), new Spending(perDay, perJob), ZoneFinder.NOBODY);
    return new Kit(Kit.CHAIN.under(rules), Optional.of(Kit.PHONE), email);
  }

  private static Kit late(
      SendingRules rules, Duration freshFor, JobStatus about, Optional<EmailAddress> email) {
    Kit kit = new Kit(Kit.CHAIN.under(rules), Optional.of(Kit.PHONE), email);
    kit.now = LATE;
    about(kit, freshFor, about);
    return kit;
  }

  /** Makes the first notification one about that, news for so long. */
  private static void about(Kit kit, Duration freshFor, JobStatus status) {
    var first = kit.notification();
    kit.history =
        kit.history.with(
            new Notification(
                first.id(),
                first.jobId(),
                status,
                first.sequence(),
                kit.now,
                Optional.of(kit.now.plus(freshFor)),
                first.text(),
                1,
                first.link(),
                1,
                first.state(),
                first.attempts(),
                Extras.NONE));
  }
}
