package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.ops.simulation.Simulation.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same relay, and the same promises, on a table of DynamoDB. */
class TableSimulationTest {
  private static final int SEEDS = 1000;

  /** So many of them are of four workers on one queue. */
  private static final int OF_A_FLEET = 40;

  private static final int THREADS = 2;

  /** Other seeds every day; one that fails says how to repeat it. */
  private static final long FIRST =
      Long.getLong("qdn.simulation.seed", System.currentTimeMillis() / 86_400_000 * SEEDS);

  @Test
  void run_relayAsShipped_keepsEveryPromise() {
    Report report = simulation(Bug.NONE).run(FIRST, SEEDS - OF_A_FLEET, THREADS, _ -> {});

    assertThat(report.broken())
        .as("repeat it with ./qdn simulate --store dynamodb --faults heavy --seed …")
        .isEmpty();
    assertThat(report.runs()).isEqualTo(SEEDS - OF_A_FLEET);
  }

  @Test
  void run_fourWorkers_keepEveryPromise() {
    Report report =
        new Simulation(Level.HEAVY, Bug.NONE, Engine.DYNAMODB, 4, false, Simulation.STEPS)
            .run(FIRST + SEEDS - OF_A_FLEET, OF_A_FLEET, THREADS, _ -> {});

    assertThat(report.broken())
        .as("repeat it with ./qdn simulate --store dynamodb --workers 4 --faults heavy --seed …")
        .isEmpty();
    assertThat(report.runs()).isEqualTo(OF_A_FLEET);
  }

  /**
   * Nobody goes back to an old version of a table. And where a change is of one job only, one that
   * is made again finds by its domain ids that it was made: TableStoreTest and the crowd of
   * DynamoStoreIT see to it that own writes are recognised. Those of a move are
   * MoveSimulationTest's.
   */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "NONE",
        "RESTORE_RE_SENDS",
        "OWN_WRITE_BY_LAST_WRITER_ONLY",
        "FENCE_NOT_ASKED_OF_WHAT_IS_NEW",
        "COPIED_ONCE"
      })
  void run_relayWithABug_isCaught(Bug bug) {
    Report report = simulation(bug).run(1000, SEEDS, THREADS, _ -> {});

    assertThat(report.broken()).as("%s slips through", bug).isNotEmpty();
  }

  private static Simulation simulation(Bug bug) {
    return new Simulation(Level.HEAVY, bug, Engine.DYNAMODB, Simulation.STEPS);
  }
}
