package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.decision.Timing;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.store.Changed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed receipt says of its route reaches the routes. */
final class ReceiptNewsTest {
  private static final Route SIBLING = Kit.route("sibling", Kit.PRIMARY.account(), 1);
  private static final Chain CHAIN =
      new Chain(List.of(Kit.PRIMARY, SIBLING, Kit.SECONDARY), true, Timing.DEFAULT);

  private final Kit kit = new Kit(CHAIN).withJob();
  private final RouteStates routes = new RouteStates(kit.clock);
  private final TriggerHandler handler = kit.handler("w1", routes);

  /** The recorder's part: it merges the receipt past the worker. */
  private void receive(int code) {
    Receipt receipt =
        new Receipt(
            Kit.JOB,
            Optional.of(Kit.FIRST),
            Optional.of(1),
            FakeCarrier.idOf(1),
            DeliveryStatus.UNDELIVERED,
            Optional.of(code),
            kit.clock.instant());
    var _ =
        kit.store.changeJob(
            Kit.JOB,
            scope ->
                new Changed<>(
                    new Receipts(CHAIN)
                        .receive(scope.history(), receipt, scope.recipients(), kit.clock.instant())
                        .history(),
                    true));
  }

  private void sendAndFail(int code) {
    kit.handle(handler);
    kit.clock.pass(Duration.ofSeconds(20));
    receive(code);
    kit.clock.pass(Duration.ofSeconds(1));
    kit.handle(handler);
  }

  private boolean isResting(Route route) {
    return routes.of(route, 1) instanceof Resting;
  }

  @ParameterizedTest
  @ValueSource(ints = {30023, 30027})
  void handle_dailyLimitByReceipt_routeRestsUntilMidnightPacific(int code) {
    sendAndFail(code);

    kit.clock.pass(Duration.ofHours(16));
    assertThat(isResting(Kit.PRIMARY)).isTrue();
    kit.clock.pass(Duration.ofHours(1));
    assertThat(isResting(Kit.PRIMARY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {30024, 30032, 30033, 30034, 30035})
  void handle_senderBrokenByReceipt_onlyThatRouteRests(int code) {
    sendAndFail(code);

    assertThat(isResting(Kit.PRIMARY)).isTrue();
    assertThat(isResting(SIBLING)).isFalse();
    assertThat(kit.carrier.posts.getLast().route()).isEqualTo(SIBLING);
  }

  @Test
  void handle_accountDownByReceipt_everyRouteOfTheAccountRests() {
    sendAndFail(30002);

    assertThat(isResting(Kit.PRIMARY)).isTrue();
    assertThat(isResting(SIBLING)).isTrue();
    assertThat(kit.carrier.posts.getLast().route()).isEqualTo(Kit.SECONDARY);
  }

  @Test
  void handle_queueFullByReceipt_routeRestsForAWhile() {
    sendAndFail(30001);

    assertThat(isResting(Kit.PRIMARY)).isTrue();
    kit.clock.pass(Duration.ofMinutes(5));
    assertThat(isResting(Kit.PRIMARY)).isFalse();
  }

  @Test
  void handle_failureOfOneNumber_saysNothingOfTheRoute() {
    sendAndFail(30005);

    assertThat(routes.of(Kit.PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void handle_sameReceiptSeenAgain_toldOnce() {
    sendAndFail(30034);
    kit.clock.pass(Duration.ofSeconds(61));

    kit.handle(handler);

    assertThat(isResting(Kit.PRIMARY)).isFalse();
  }

  @Test
  void handle_receiptOlderThanItsEffect_aNewWorkerIgnoresIt() {
    sendAndFail(30001);
    kit.clock.pass(Duration.ofMinutes(6));
    RouteStates fresh = new RouteStates(kit.clock);

    kit.handle(kit.handler("w2", fresh));

    assertThat(fresh.of(Kit.PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void handle_carrierAskedAboutAnOverdueReceipt_routeLearnsFromTheAnswer() {
    kit.handle(handler);
    kit.clock.pass(Duration.ofMinutes(6));
    kit.carrier.asked =
        Optional.of(new Trace(FakeCarrier.idOf(1), DeliveryStatus.UNDELIVERED, Optional.of(30034)));

    kit.handle(handler);

    assertThat(isResting(Kit.PRIMARY)).isTrue();
  }

  @Test
  void handle_anotherTextAcceptedAfterTheReceipt_routeRestsOn() {
    kit.handle(handler);
    assertThat(routes.reserve(Kit.PRIMARY, 1, Duration.ofSeconds(5))).isPresent();
    receive(30034);
    kit.handle(handler);

    routes.observe(
        Kit.PRIMARY, new SendOutcome.Accepted(new MessageId("SM1"), DeliveryStatus.QUEUED));

    assertThat(isResting(Kit.PRIMARY)).isTrue();
  }
}
