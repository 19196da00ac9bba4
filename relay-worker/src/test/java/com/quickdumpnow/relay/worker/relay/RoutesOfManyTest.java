package com.quickdumpnow.relay.worker.relay;

import static com.quickdumpnow.relay.worker.relay.Kit.PRIMARY;
import static com.quickdumpnow.relay.worker.relay.Kit.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.RouteHealth.Ready;
import com.quickdumpnow.relay.decision.RouteHealth.Resting;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.worker.fleet.Heard;
import com.quickdumpnow.relay.worker.fleet.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What workers share of routes: their pace, and what they find out. */
final class RoutesOfManyTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final SendOutcome UNREACHABLE = new SendOutcome.Unreachable("no connection");
  private static final SendOutcome ACCEPTED =
      new SendOutcome.Accepted(new MessageId("SM1"), DeliveryStatus.QUEUED);

  private final FakeClock clock = new FakeClock();
  private final RouteStates finder = new RouteStates(clock);
  private final RouteStates other = new RouteStates(clock);

  private static void use(RouteStates routes, SendOutcome outcome) {
    assertThat(routes.reserve(PRIMARY, 1, LONG)).isPresent();
    routes.observe(PRIMARY, outcome);
  }

  private static void failFiveTimes(RouteStates routes) {
    for (int i = 0; i < 5; i++) {
      use(routes, UNREACHABLE);
    }
  }

  private static void tell(RouteStates from, RouteStates to, boolean bySenior) {
    to.heard(from.reports().stream().map(report -> new Heard(report, bySenior)).toList());
  }

  private static SendOutcome refused(int code) {
    return new SendOutcome.Refused(400, Optional.of(code));
  }

  private RouteStates withShare(int millionths, Duration lease) {
    Share share = new Share(millionths, clock.ticks() + lease.toNanos());
    return new RouteStates(clock, () -> share);
  }

  @Test
  void reserve_aQuarterOfThePace_aTurnEveryFourthSecond() {
    RouteStates routes = withShare(Share.WHOLE / 4, LONG);

    assertThat(routes.reserve(PRIMARY, 1, LONG)).contains(Duration.ZERO);
    assertThat(routes.reserve(PRIMARY, 1, LONG)).contains(Duration.ofSeconds(4));
  }

  @Test
  void reserve_noShare_noTurnAndNoEmailInItsPlace() {
    RouteStates routes = withShare(0, LONG);

    assertThat(routes.reserve(PRIMARY, 1, LONG)).isEmpty();
    assertThat(routes.of(PRIMARY, 1)).isInstanceOf(Ready.class);
    assertThat(routes.of(PRIMARY, 1)).isNotEqualTo(new Ready(Duration.ZERO));
  }

  @Test
  void reserve_turnBeyondTheLease_isNotGiven() {
    RouteStates routes = withShare(Share.WHOLE, Duration.ofSeconds(3));

    assertThat(routes.reserve(PRIMARY, 2, LONG)).contains(Duration.ZERO);
    assertThat(routes.reserve(PRIMARY, 2, LONG)).contains(Duration.ofSeconds(2));
    assertThat(routes.reserve(PRIMARY, 2, LONG)).isEmpty();
    assertThat(routes.drained() - clock.ticks()).isEqualTo(Duration.ofSeconds(4).toNanos());
  }

  @Test
  void heard_openBreaker_othersKeepAwayUntilItsFinderSaysAllIsWell() {
    failFiveTimes(finder);
    tell(finder, other, true);
    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(other.reserve(PRIMARY, 1, LONG)).isEmpty();

    clock.pass(Duration.ofSeconds(11));
    assertThat(finder.of(PRIMARY, 1)).as("its finder tries it again").isInstanceOf(Ready.class);
    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Resting.class);

    use(finder, ACCEPTED);
    tell(finder, other, true);
    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void heard_finderSilent_othersTryItThemselvesAfterAWhile() {
    failFiveTimes(finder);
    tell(finder, other, true);

    clock.pass(Duration.ofSeconds(10).plus(Probing.GRACE));

    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void heard_severalFoundOut_theSeniorTriesFirst() {
    failFiveTimes(finder);
    failFiveTimes(other);
    tell(finder, other, true);
    tell(other, finder, false);

    clock.pass(Duration.ofSeconds(11));

    assertThat(finder.of(PRIMARY, 1)).isInstanceOf(Ready.class);
    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Resting.class);
  }

  @Test
  void heard_dailyLimit_isKnownEvenIfItsFinderIsGone() {
    use(finder, refused(30023));
    use(other, ACCEPTED);
    tell(finder, other, false);
    other.heard(List.of());
    RouteStates third = new RouteStates(clock);
    tell(other, third, false);

    assertThat(third.of(PRIMARY, 1)).isInstanceOf(Resting.class);
  }

  @Test
  void heard_throttling_isWaitedFor() {
    use(finder, new SendOutcome.Throttled(Optional.of(Duration.ofSeconds(42))));

    tell(finder, other, false);

    assertThat(other.of(PRIMARY, 1)).isEqualTo(new Ready(Duration.ofSeconds(42)));
  }

  @Test
  void heard_accountRefused_itsRoutesRestForOthersToo() {
    use(finder, refused(20003));
    tell(finder, other, false);

    assertThat(other.of(PRIMARY, 1)).isInstanceOf(Resting.class);
    assertThat(other.of(SECONDARY, 1)).isInstanceOf(Ready.class);
  }

  @Test
  void reports_nothingWrong_none() {
    use(finder, ACCEPTED);

    assertThat(finder.reports()).isEmpty();
  }
}
