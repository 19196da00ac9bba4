package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GroupWorkTest {
  private final Kit kit = new Kit().withJob();
  private final FakeSource source = new FakeSource(kit.clock);
  private final RouteStates routes = new RouteStates(kit.clock);
  private final Brake brake = new Brake(kit.clock);
  private final GroupWork work =
      new GroupWork(
          source,
          kit.handler("w1", routes),
          new Troubles(brake, kit.store, routes, Kit.CHAIN, kit.noAlarm()),
          kit.clock,
          Journal.NONE,
          Tracer.OFF,
          new Random(7));

  private Delivery delivery(String handle, int receiveCount) {
    return source.delivery(handle, Optional.of(Trigger.of(kit.first())), receiveCount);
  }

  private void work(boolean stop, Delivery... deliveries) {
    // A beat that never comes: the thread is made but not started on a body.
    try (Heartbeat heartbeat =
        new Heartbeat(
            source,
            kit.clock,
            Duration.ofSeconds(60),
            _ -> new Thread(() -> {}),
            List.of(deliveries))) {
      work.work(List.of(deliveries), heartbeat, () -> stop);
    }
  }

  @Test
  void work_handled_deleted() {
    work(false, delivery("a", 1));

    assertThat(source.told).containsExactly("delete a");
  }

  @Test
  void work_shortWait_keptUntilThen() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));

    work(false, delivery("a", 1));

    assertThat(source.told).containsExactly("keep a 41");
  }

  @Test
  void work_waitTooOften_leftToTheSweeper() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));

    work(false, delivery("a", GroupWork.MAX_RECEIVES_FOR_WAITING + 1));

    assertThat(source.told).containsExactly("delete a");
  }

  @Test
  void work_longWait_leftToTheSweeper() {
    kit.change(
        history ->
            history.with(
                kit.first()
                    .with(
                        new NotificationState.Waiting(
                            kit.clock.instant(),
                            "quiet hours",
                            kit.clock.instant().plus(Duration.ofHours(1))))));

    work(false, delivery("a", 1));

    assertThat(source.told).containsExactly("delete a");
  }

  @Test
  void work_bodyIsNoTrigger_toTheDeadLettersFastAndTheNextGoesOn() {
    work(false, source.delivery("bad", Optional.empty(), 1), delivery("a", 1));

    assertThat(source.told).containsExactly("bury bad: its body is not a trigger", "delete a");
  }

  @Test
  void work_unknownNotification_toTheDeadLettersFast() {
    Trigger lost = new Trigger(new JobId("other"), Kit.FIRST, 0, 1);

    work(false, source.delivery("lost", Optional.of(lost), 1));

    assertThat(source.told).singleElement().asString().startsWith("bury lost: ");
  }

  @Test
  void work_failure_heldBackFirstAndItsFollowersGivenBackAfterIt() {
    kit.store.failWith(() -> new StoreException.Unavailable("s3", null));

    work(false, delivery("a", 2), delivery("b", 1), delivery("c", 1));

    assertThat(source.told).hasSize(3);
    assertThat(source.told.getFirst()).matches("keep a [23]");
    assertThat(source.told.subList(1, 3)).containsExactly("keep b 0", "keep c 0");
    assertThat(brake.reason()).contains("the store is down");
  }

  @Test
  void work_failuresInARow_backOffLonger() {
    kit.store.failWith(() -> new StoreException.Unavailable("s3", null));

    work(false, delivery("a", 6));

    long seconds = Long.parseLong(source.told.getFirst().substring("keep a ".length()));
    assertThat(seconds).isBetween(32L, 64L);
  }

  @Test
  void work_carrierSilent_waitsWithoutCountingAsFailure() {
    kit.carrier.answer(new SendOutcome.Ambiguous("read timeout"));
    work(false, delivery("a", 1));
    kit.clock.pass(Duration.ofSeconds(41));
    kit.carrier.silent = true;
    source.told.clear();

    work(false, delivery("b", 1));

    assertThat(source.told.getFirst()).startsWith("keep b ");
    assertThat(brake.reason()).isEmpty();
  }

  @Test
  void work_stopping_everythingGivenBackUntouched() {
    work(true, delivery("a", 1), delivery("b", 1));

    assertThat(source.told).containsExactly("keep a 0", "keep b 0");
    assertThat(kit.carrier.posts).isEmpty();
  }

  @Test
  void work_everyRouteDown_pollingPausesUntilOneIsBack() throws InterruptedException {
    SendOutcome down = new SendOutcome.Unreachable("no connection");
    for (int i = 0; i < 5; i++) {
      for (var route : Kit.CHAIN.routes()) {
        routes.reserve(route, 1, Duration.ofHours(1));
        routes.observe(route, down);
      }
      routes.observeEmail(down);
    }

    work(false, delivery("a", 1));

    assertThat(brake.reason()).contains("every route is down");
    kit.clock.pass(Duration.ofMinutes(1));
    brake.pause(() -> false);
    assertThat(brake.reason()).isEmpty();
  }
}
