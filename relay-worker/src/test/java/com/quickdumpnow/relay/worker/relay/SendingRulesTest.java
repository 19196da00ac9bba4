package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.QuietHours;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.SendingRules;
import com.quickdumpnow.relay.decision.Spending;
import com.quickdumpnow.relay.decision.ZoneFinder;
import com.quickdumpnow.relay.model.Alert;
import com.quickdumpnow.relay.model.AttemptOutcome;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings.DaySpending;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Language;
import com.quickdumpnow.relay.model.Money;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Quiet hours and limits at the worker's ports. The clock begins at 07:00 in San Diego. */
final class SendingRulesTest {
  private static final Instant QUIET_ENDS = FakeClock.START.plus(Duration.ofMinutes(50));

  @Test
  void handle_quietHoursBeginBeforeTheRequest_abandonsItAndWaits() {
    AtomicReference<Kit> slow = new AtomicReference<>();
    Kit kit =
        kit(
            LocalTime.of(7, 0, 1),
            Spending.UNLIMITED,
            _ -> {
              // Looking takes a second: the claim is before, the last look after that.
              Optional.ofNullable(slow.get()).ifPresent(k -> k.clock.pass(Duration.ofSeconds(1)));
              return Set.of();
            });
    slow.set(kit);
    kit.change(SendingRulesTest::canWait);
    TriggerHandler handler = kit.handler("w1");

    kit.handle(handler);

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.first().attempts())
        .singleElement()
        .satisfies(
            attempt -> assertThat(attempt.outcome()).isInstanceOf(AttemptOutcome.Abandoned.class));
    assertThat(kit.state())
        .isInstanceOfSatisfying(
            NotificationState.Waiting.class,
            waiting -> assertThat(waiting.notBefore()).isEqualTo(QUIET_ENDS));
  }

  @Test
  void handle_quietHoursBeginSoon_carrierDropsItBefore() {
    Kit kit = kit(LocalTime.of(7, 1), Spending.UNLIMITED);
    kit.change(SendingRulesTest::canWait);

    kit.handle(kit.handler("w1"));

    assertThat(kit.carrier.posts)
        .singleElement()
        .satisfies(text -> assertThat(text.validity()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void handle_dayLimit_isKeptInTheStoreAndEmailsTakeOver() {
    Kit kit =
        kit(LocalTime.of(20, 0), new Spending(Optional.of(Route.LIST_PRICE), Optional.empty()));
    TriggerHandler handler = kit.handler("w1");
    kit.carrier.answer(new SendOutcome.Ambiguous("no answer"));

    kit.handle(handler);
    kit.withNewerNotification();
    kit.clock.pass(Duration.ofMinutes(2));
    handle(kit, handler);

    assertThat(kit.store.document().settings().spending())
        .map(DaySpending::spent)
        .contains(Route.LIST_PRICE);
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.mailer.mails.getFirst().text()).doesNotContain("could not reach you");
    assertThat(kit.alerts())
        .extracting(Alert::words)
        .containsExactly(
            "the limit of $0.0118 for texts on 2026-03-02 is reached: emails take over");
  }

  @Test
  void handle_jobLimit_isCountedFromTheJobAlone() {
    Kit kit = kit(LocalTime.of(20, 0), new Spending(Optional.empty(), Optional.of(new Money(1))));

    kit.handle(kit.handler("w1"));

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.mailer.mails).hasSize(1);
    assertThat(kit.store.document().settings().spending()).isEmpty();
  }

  @Test
  void handle_emailToASpanishSpeaker_isSpanish() {
    Kit kit = kit(LocalTime.of(20, 0), new Spending(Optional.empty(), Optional.of(new Money(1))));
    kit.change(
        history -> {
          Job job = history.job().orElseThrow();
          Customer customer =
              new Customer(
                  "Ana",
                  job.customer().phone(),
                  job.customer().email(),
                  Optional.of(new Language("es")),
                  Optional.empty(),
                  Extras.NONE);
          return history.with(
              job.amended(job.dispatchId(), customer, job.load(), job.trailerVin()));
        });

    kit.handle(kit.handler("w1"));

    assertThat(kit.mailer.mails.getFirst().subject())
        .isEqualTo("QuickDumpNow: su carga va en camino");
    assertThat(kit.mailer.mails.getFirst().text()).startsWith("Hola Ana:");
  }

  private static void handle(Kit kit, TriggerHandler handler) {
    try {
      var _ =
          handler.handle(
              Trigger.of(kit.store.document().job(Kit.JOB).notification(Kit.SECOND).orElseThrow()),
              kit.clock.instant());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static JobHistory canWait(JobHistory history) {
    var first = history.notification(Kit.FIRST).orElseThrow();
    return history.with(
        new Notification(
            first.id(),
            first.jobId(),
            JobStatus.COMPLETED,
            first.sequence(),
            first.createdAt(),
            first.expiresAt(),
            first.text(),
            first.segments(),
            first.link(),
            first.generation(),
            first.state(),
            first.attempts(),
            Extras.NONE));
  }

  private static Kit kit(LocalTime from, Spending spending) {
    return kit(from, spending, ZoneFinder.NOBODY);
  }

  /** Quiet until 07:50. */
  private static Kit kit(LocalTime from, Spending spending, ZoneFinder zones) {
    QuietHours hours = new QuietHours(from, LocalTime.of(7, 50), Set.of(JobStatus.DISPATCHED));
    return new Kit(
            Kit.CHAIN.under(
                new SendingRules(SendingRules.SAN_DIEGO, Optional.of(hours), spending, zones)))
        .withJob();
  }
}
