package com.quickdumpnow.relay.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.RouteName;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.RouteStates.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final Condition WELL = new Condition(new RouteName("primary"), true, "ready");
  private static final Condition SICK =
      new Condition(new RouteName("secondary"), false, "it cannot be reached");

  private static Health health(
      Optional<String> paused, Instant lastPoll, int inHand, Condition... routes) {
    return Health.of(
        new Relay.Status(paused, lastPoll, inHand, List.of(routes), Optional.empty()), NOW);
  }

  @Test
  void of_everythingWell_ok() {
    Health health = health(Optional.empty(), NOW.minusSeconds(3), 0, WELL);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json()).isEqualTo("{\"status\":\"ok\",\"reasons\":[]}");
  }

  @Test
  void of_oneRouteSick_degradedAndStillServing() {
    Health health = health(Optional.empty(), NOW, 0, WELL, SICK);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json())
        .isEqualTo(
            "{\"status\":\"degraded\",\"reasons\":[\"route secondary: it cannot be reached\"]}");
  }

  @Test
  void of_staffNotTold_degraded() {
    Relay.Status status =
        new Relay.Status(Optional.empty(), NOW, 0, List.of(WELL), Optional.of("nobody to alert"));

    Health health = Health.of(status, NOW);

    assertThat(health.httpStatus()).isEqualTo(200);
    assertThat(health.json())
        .isEqualTo("{\"status\":\"degraded\",\"reasons\":[\"nobody to alert\"]}");
  }

  @Test
  void of_pollingPaused_down() {
    Health health = health(Optional.of("the store is down"), NOW, 0, WELL);

    assertThat(health.httpStatus()).isEqualTo(503);
    assertThat(health.reasons()).containsExactly("polling pauses: the store is down");
  }

  @Test
  void of_queueSilent_downUnlessThereIsWorkInHand() {
    assertThat(health(Optional.empty(), Instant.MIN, 0, WELL).httpStatus()).isEqualTo(503);
    assertThat(health(Optional.empty(), NOW.minusSeconds(90), 32, WELL).httpStatus())
        .isEqualTo(200);
  }
}
