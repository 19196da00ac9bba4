package com.quickdumpnow.relay.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.worker.relay.TriggerSource.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** While the document is broken nothing is taken from the queue, and nothing is lost. */
final class RefusedDocumentTest {
  private final Kit kit = new Kit().withJob();
  private final FakeSource source = new FakeSource(kit.clock);
  private final RouteStates routes = new RouteStates(kit.clock);
  private final Brake brake = new Brake(kit.clock);
  private final Troubles troubles =
      new Troubles(brake, kit.store, routes, Kit.CHAIN, kit.noAlarm());
  private final GroupWork work =
      new GroupWork(
          source,
          kit.handler("w1", routes),
          troubles,
          kit.clock,
          Journal.NONE,
          Tracer.OFF,
          new Random(7));

  private void work(int receiveCount) {
    Delivery delivery = source.delivery("a", Optional.of(Trigger.of(kit.first())), receiveCount);
    try (Heartbeat heartbeat =
        new Heartbeat(
            source,
            kit.clock,
            Duration.ofSeconds(60),
            _ -> new Thread(() -> {}),
            List.of(delivery))) {
      work.work(List.of(delivery), heartbeat, () -> false);
    }
  }

  @Test
  void work_documentRefused_pollingPausesSaysWhyAndGoesOnOnceMended() throws InterruptedException {
    kit.store.failWith(() -> new DocumentRefused("maintenance.json at /jobs: missing", null));

    work(1);
    for (int i = 0; i < 5; i++) {
      brake.pause(() -> false);
    }

    assertThat(brake.reason().orElseThrow())
        .contains("refuses its document", "maintenance.json at /jobs: missing");
    assertThat(source.told).singleElement().asString().startsWith("keep a ");
    assertThat(kit.carrier.posts).isEmpty();
    assertThat(kit.state()).isInstanceOf(Pending.class);

    kit.store.recover();
    brake.pause(() -> false);
    assertThat(brake.reason()).isEmpty();
    work(2);

    assertThat(source.told).last().isEqualTo("delete a");
    assertThat(kit.carrier.posts).hasSize(1);
  }

  @Test
  void storeFailed_noticedByASweep_pausesPollingToo() {
    troubles.storeFailed(new DocumentRefused("maintenance.json is gone", null));

    assertThat(brake.reason()).isPresent();
  }
}
