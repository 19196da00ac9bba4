package com.quickdumpnow.relay.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.worker.fleet.Standing;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.Relay.InHand;
import com.quickdumpnow.relay.worker.relay.RouteStates.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final Condition WELL = new Condition(new RouteName("primary"), true, "ready");
  private static final Condition SICK =
      new Condition(new RouteName("secondary"), false, "it cannot be reached");

  private static final InHand NOTHING = new InHand(0, 32, Instant.MIN);

  private static Health health(
      Optional<String> paused, Instant lastPoll, InHand inHand, Condition... routes) {
    return Health.of(
        new Relay.Status(
            paused, lastPoll, inHand, List.of(routes), Optional.empty(), Standing.ALONE),
        NOW);
  }

  @Test
  void of_everythingWell_ok() {
    Health health = health(Optional.empty(), NOW.minusSeconds(3), NOTHING, WELL);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json())
        .isEqualTo("{\"status\":\"ok\",\"reasons\":[],\"workers\":1,\"leads\":true,\"share\":1.0}");
  }

  @Test
  void of_oneRouteSick_degradedAndStillServing() {
    Health health = health(Optional.empty(), NOW, NOTHING, WELL, SICK);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json())
        .isEqualTo(
            "{\"status\":\"degraded\",\"reasons\":[\"route secondary: it cannot be"
                + " reached\"],\"workers\":1,\"leads\":true,\"share\":1.0}");
  }

  @Test
  void of_staffNotTold_degraded() {
    Relay.Status status =
        new Relay.Status(
            Optional.empty(),
            NOW,
            NOTHING,
            List.of(WELL),
            Optional.of("nobody to alert"),
            Standing.ALONE);

    Health health = Health.of(status, NOW);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json())
        .isEqualTo(
            "{\"status\":\"degraded\",\"reasons\":[\"nobody to"
                + " alert\"],\"workers\":1,\"leads\":true,\"share\":1.0}");
  }

  @Test
  void of_pollingPaused_down() {
    Health health = health(Optional.of("the store is down"), NOW, NOTHING, WELL);

    assertThat(health.httpStatus()).isEqualTo(503);
    assertThat(health.reasons()).containsExactly("polling pauses: the store is down");
  }

  @Test
  void of_queueSilent_downUnlessEveryPermitIsTaken() {
    Instant aWhileAgo = NOW.minusSeconds(90);

    assertThat(health(Optional.empty(), Instant.MIN, NOTHING, WELL).httpStatus()).isEqualTo(503);
    assertThat(health(Optional.empty(), aWhileAgo, new InHand(1, 32, aWhileAgo), WELL).httpStatus())
        .isEqualTo(503);
    assertThat(
            health(Optional.empty(), aWhileAgo, new InHand(32, 32, aWhileAgo), WELL).httpStatus())
        .isEqualTo(200);
  }

  @Test
  void of_handsJustNoLongerFull_hasTimeToAsk() {
    InHand justFreed = new InHand(31, 32, NOW.minusSeconds(1));

    assertThat(health(Optional.empty(), NOW.minusSeconds(90), justFreed, WELL).httpStatus())
        .isEqualTo(200);
  }

  @Test
  void of_handsFullAndNothingFinishedForLong_down() {
    InHand stuck = new InHand(32, 32, NOW.minus(Duration.ofMinutes(16)));

    Health health = health(Optional.empty(), NOW.minus(Duration.ofMinutes(16)), stuck, WELL);

    assertThat(health.httpStatus()).isEqualTo(503);
    assertThat(health.reasons())
        .containsExactly("all triggers in hand are stuck: none was finished for 15 minutes");
  }
}
