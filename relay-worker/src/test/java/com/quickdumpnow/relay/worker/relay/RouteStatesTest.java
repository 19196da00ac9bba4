package com.quickdumpnow.relay.worker.relay;

import static com.quickdumpnow.relay.worker.relay.Kit.PRIMARY;
import static com.quickdumpnow.relay.worker.relay.Kit.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteStatesTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final SendOutcome ACCEPTED =
      new SendOutcome.Accepted(new MessageId("SM1"), DeliveryStatus.QUEUED);
  private static final SendOutcome UNREACHABLE = new SendOutcome.Unreachable("no connection");

  private final FakeClock clock = new FakeClock();
  private final RouteStates routes = new RouteStates(clock);

  private void use(SendOutcome outcome) {
    assertThat(routes.reserve(PRIMARY, 1, LONG)).isPresent();
    routes.observe(PRIMARY, outcome);
  }

  private static SendOutcome refused(int code) {
    return new SendOutcome.Refused(400, Optional.of(code));
  }

  @Test
  void of_freshRoute_readyAndWithoutEffect() {
    assertThat(routes.of(PRIMARY, 100)).isEqualTo(new Ready(Duration.ZERO));
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ZERO));
  }

  @Test
  void reserve_oneAfterTheOther_keepsThePaceInSegments() {
    Route tollFree = Kit.route("toll-free", PRIMARY.account(), 3);

    assertThat(routes.reserve(tollFree, 3, LONG)).contains(Duration.ZERO);
    assertThat(routes.reserve(tollFree, 6, LONG)).contains(Duration.ofSeconds(1));
    assertThat(routes.of(tollFree, 1)).isEqualTo(new Ready(Duration.ofSeconds(3)));
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ZERO));
  }

  @Test
  void reserve_pauseInBetween_savesNothingUp() {
    routes.reserve(PRIMARY, 1, LONG);
    clock.pass(Duration.ofMinutes(10));

    assertThat(routes.reserve(PRIMARY, 1, LONG)).contains(Duration.ZERO);
    assertThat(routes.reserve(PRIMARY, 1, LONG)).contains(Duration.ofSeconds(1));
  }

  @Test
  void reserve_longerThanIsOfUse_takesNothing() {
    routes.reserve(PRIMARY, 9, LONG);

    assertThat(routes.reserve(PRIMARY, 9, Duration.ofSeconds(8))).isEmpty();
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ofSeconds(9)));
  }

  @Test
  void observe_throttledInARow_backoffDoubles() {
    use(new SendOutcome.Throttled(Optional.empty()));
    Object first = routes.of(PRIMARY, 1);
    clock.pass(Duration.ofSeconds(1));
    use(new SendOutcome.Throttled(Optional.empty()));

    assertThat(first).isEqualTo(new Ready(Duration.ofSeconds(1)));
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ofSeconds(2)));
  }

  @Test
  void observe_retryAfter_isHonoured() {
    use(new SendOutcome.Throttled(Optional.of(Duration.ofSeconds(42))));

    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ofSeconds(42)));
  }

  @Test
  void observe_dailyLimit_restsUntilMidnightPacific() {
    use(refused(30023));

    Instant midnight = Instant.parse("2026-03-03T08:00:00Z");
    assertThat(routes.of(PRIMARY, 1))
        .isInstanceOfSatisfying(
            Resting.class,
            resting ->
                assertThat(resting.until()).isEqualTo(Duration.between(clock.instant(), midnight)));
  }

  @Test
  void observe_accountBroken_everyRouteOfTheAccountRestsUntilProbed() {
    Route sibling = Kit.route("sibling", PRIMARY.account(), 1);
    use(refused(20003));

    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(routes.of(sibling, 1)).isInstanceOf(Resting.class);
    assertThat(routes.of(SECONDARY, 1)).isInstanceOf(Ready.class);

    clock.pass(Duration.ofMinutes(2));
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void observe_senderUnregistered_onlyThatRouteRestsAndTheProbesGetRarer() {
    Route sibling = Kit.route("sibling", PRIMARY.account(), 1);
    use(refused(30034));
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(routes.of(sibling, 1)).isInstanceOf(Ready.class);

    clock.pass(Duration.ofSeconds(61));
    use(refused(30034));
    clock.pass(Duration.ofSeconds(61));

    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
  }

  @Test
  void observe_refusalOfOneNumber_saysNothingOfTheRoute() {
    use(refused(21211));

    clock.pass(Duration.ofSeconds(1));
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ZERO));
  }

  @Test
  void observe_fiveFailures_breakerOpensAndOneProbeClosesIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Ready.class);
      use(i % 2 == 0 ? UNREACHABLE : new SendOutcome.Ambiguous("HTTP status 503"));
    }
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(routes.reserve(PRIMARY, 1, LONG)).isEmpty();

    clock.pass(Duration.ofSeconds(11));
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Ready.class);
    assertThat(routes.reserve(PRIMARY, 1, LONG)).isPresent();
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(routes.reserve(PRIMARY, 1, LONG)).isEmpty();

    routes.observe(PRIMARY, ACCEPTED);
    clock.pass(Duration.ofSeconds(1));
    assertThat(routes.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ZERO));
  }

  @Test
  void observe_probeFails_nextPauseIsLonger() {
    for (int i = 0; i < 5; i++) {
      use(UNREACHABLE);
    }
    clock.pass(Duration.ofSeconds(11));
    use(UNREACHABLE);
    clock.pass(Duration.ofSeconds(11));

    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    clock.pass(Duration.ofSeconds(10));
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void observe_probeAbandoned_anotherMayProbe() {
    for (int i = 0; i < 5; i++) {
      use(UNREACHABLE);
    }
    clock.pass(Duration.ofSeconds(11));
    use(new SendOutcome.Abandoned("overtaken"));

    assertThat(routes.reserve(PRIMARY, 1, LONG)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allResting_dependsOnEmailToo(boolean emailDown) {
    for (int i = 0; i < 5; i++) {
      use(UNREACHABLE);
      routes.observeEmail(emailDown ? UNREACHABLE : ACCEPTED);
    }

    assertThat(routes.allResting(List.of(PRIMARY))).isEqualTo(emailDown);
    assertThat(routes.conditions(List.of(PRIMARY)))
        .extracting(RouteStates.Condition::well)
        .containsExactly(false, !emailDown);
  }
}
