package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.ops.simulation.Simulation.Report;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Many workers on one queue. */
class FleetSimulationTest {
  private static final int SEEDS = 40;
  private static final int THREADS = 2;

  /** Other seeds every day. */
  private static final long FIRST =
      Long.getLong("qdn.simulation.seed", System.currentTimeMillis() / 86_400_000 * SEEDS);

  @Test
  void run_fourWorkers_keepEveryPromise() {
    Report report =
        new Simulation(Level.HEAVY, Bug.NONE, Engine.S3, 4, false, Simulation.STEPS)
            .run(FIRST, SEEDS, THREADS, _ -> {});

    assertThat(report.broken())
        .as("repeat it with ./qdn simulate --workers 4 --faults heavy --seed …")
        .isEmpty();
  }

  @Test
  void run_workersThatSendAsFastAsTheyMay_keepThePaceTogether() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      assertThat(new FleetWorld(seed, Bug.NONE).run()).as("seed %d", seed).isGreaterThan(500);
    }
  }

  @Test
  void run_shareNotWaitedFor_isCaught() {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= SEEDS; seed++) {
                new FleetWorld(seed, Bug.SHARE_NOT_WAITED_FOR).run();
              }
            })
        .isInstanceOf(Violation.class)
        .hasMessageContaining("of the pace");
  }

  @Test
  void watch_moreThanThePace_isSeen() {
    PaceWatch watch = new PaceWatch(4, Duration.ofSeconds(10));
    Instant at = Instant.EPOCH;
    for (int i = 0; i < 100; i++) {
      at = at.plusMillis(200);
      watch.sent(at, 1);
    }
    assertThat(watch.violation()).as("5 a second for 20 s, of 4 and 40 more").isEmpty();

    for (int i = 0; i < 150; i++) {
      at = at.plusMillis(200);
      watch.sent(at, 1);
    }
    assertThat(watch.violation()).isPresent();
  }
}
