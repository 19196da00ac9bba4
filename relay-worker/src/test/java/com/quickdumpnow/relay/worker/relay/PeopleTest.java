package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Allowlist;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Claims;
import com.quickdumpnow.relay.decision.Next;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.json.TemplatesJson;
import com.quickdumpnow.relay.model.Customer;
import com.quickdumpnow.relay.model.DocumentSettings.SendingSwitch;
import com.quickdumpnow.relay.model.Extras;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.text.EmailTemplates;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What staff decide while the worker works: pause, corrections, the allowlist. */
final class PeopleTest {
  private static final PhoneNumber CORRECTED = new PhoneNumber("+16195559999");
  private final Kit kit = new Kit().withJob();

  @Test
  void handle_paused_sendsNothingAndGivesTheTriggerBack() {
    pause(true);

    assertThat(kit.handle(kit.handler("w1"))).isInstanceOf(Handled.Done.class);

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.state()).isInstanceOf(NotificationState.Pending.class);
  }

  @Test
  void sweep_paused_wakesNothing_andOnceResumedWakesIt() {
    Sweeper sweeper =
        new Sweeper(
            kit.store,
            kit.sent::addAll,
            kit.clock,
            Journal.NONE,
            () -> kit.clock.instant(),
            _ -> {});
    pause(true);
    for (int minute = 0; minute < 30; minute++) {
      kit.clock.pass(Duration.ofMinutes(1));
      sweeper.pass();
    }
    assertThat(kit.sent).isEmpty();

    pause(false);
    sweeper.pass();

    assertThat(kit.sent).hasSize(1);
    kit.handle(kit.handler("w1"));
    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void handle_resumedTooLate_expires() {
    pause(true);
    kit.handle(kit.handler("w1"));
    kit.clock.pass(Duration.ofHours(3));
    pause(false);

    kit.handle(kit.handler("w1"));

    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.state()).isInstanceOf(NotificationState.Expired.class);
  }

  @Test
  void handle_phoneCorrectedBetweenClaimAndPost_goesToTheNewOne() throws InterruptedException {
    Next.Post claimed = claim();
    correct();

    SendOutcome outcome = postman(Kit.CHAIN).post(claimed, kit.clock.ticks());

    assertThat(outcome).isInstanceOf(SendOutcome.Abandoned.class);
    assertThat(kit.carrier.posts).isEmpty();
  }

  @Test
  void post_notOnTheAllowlist_isAbandonedRightBeforeTheRequest() throws InterruptedException {
    Next.Post claimed = claim();

    SendOutcome outcome =
        postman(Kit.CHAIN.only(Allowlist.of(Set.of(CORRECTED)))).post(claimed, kit.clock.ticks());

    assertThat(outcome).isInstanceOf(SendOutcome.Abandoned.class);
    assertThat(kit.carrier.posts).isEmpty();
  }

  @Test
  void post_correctedBefore_isAbandonedOnceTheStoreHasToBeAsked() throws InterruptedException {
    Next.Post claimed = claim();
    MaintenanceStore store = knowingWhatIsNow();
    correct();

    kit.clock.pass(Duration.ofMillis(250));
    assertThat(postman(Kit.CHAIN, store).post(claimed, kit.clock.ticks()))
        .as("what was current a quarter of a second ago")
        .isInstanceOf(SendOutcome.Accepted.class);

    kit.clock.pass(Duration.ofMillis(1));
    assertThat(postman(Kit.CHAIN, store).post(claimed, kit.clock.ticks()))
        .isInstanceOf(SendOutcome.Abandoned.class);
  }

  /** The store, which answers by what it knows now whom that is fresh enough for. */
  private MaintenanceStore knowingWhatIsNow() {
    JobScope known = kit.store.look(Kit.JOB);
    long seen = kit.clock.ticks();
    Class<MaintenanceStore> type = MaintenanceStore.class;
    Object store =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                method.getName().equals("look")
                        && arguments[arguments.length - 1] instanceof Duration ago
                        && kit.clock.ticks() - seen <= ago.toNanos()
                    ? known
                    : method.invoke(kit.store, arguments));
    return type.cast(store);
  }

  @Test
  void handle_notOnTheAllowlist_endsVisiblySuppressed() {
    Kit staging = new Kit(Kit.CHAIN.only(Allowlist.of(Set.of(CORRECTED)))).withJob();

    staging.handle(staging.handler("w1"));

    assertThat(staging.carrier.posts).isEmpty();
    assertThat(staging.mailer.mails).isEmpty();
    assertThat(staging.state().reason()).isEqualTo("not on this installation's allowlist");
  }

  private void pause(boolean paused) {
    var _ =
        kit.store.changeSettings(
            old -> old.with(new SendingSwitch(paused, kit.clock.instant(), "dana", "test")));
  }

  private void correct() {
    kit.change(
        history -> {
          Job job = history.job().orElseThrow();
          Customer corrected =
              new Customer("Ann", Optional.of(CORRECTED), Optional.empty(), Extras.NONE);
          return history.with(
              job.amended(job.dispatchId(), corrected, job.load(), job.trailerVin()));
        });
  }

  private Next.Post claim() {
    return (Next.Post)
        kit.store
            .changeJob(
                Kit.JOB,
                scope -> {
                  var decision =
                      new Claims(Kit.CHAIN)
                          .next(
                              scope.history(),
                              Kit.FIRST,
                              scope.recipients(),
                              new RouteStates(kit.clock),
                              new Claims.Claimant("w1", 1),
                              kit.clock.instant());
                  return new Changed<>(decision.history(), decision.recipients(), decision);
                })
            .next();
  }

  private Postman postman(Chain chain) {
    return postman(chain, kit.store);
  }

  private Postman postman(Chain chain, MaintenanceStore store) {
    return new Postman(
        chain,
        store,
        kit.carrier,
        kit.mailer,
        new EmailTemplates(TemplatesJson.standard(), Optional.empty()),
        new RouteStates(kit.clock),
        kit.clock);
  }
}
