package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.ops.simulation.Simulation.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same relay, and the same promises, while its store is moved to the other engine and back, by
 * a program that is killed as often as all others are.
 */
class MoveSimulationTest {
  private static final int SEEDS = 60;
  private static final int THREADS = 2;

  /** Other seeds every day; one that fails says how to repeat it. */
  private static final long FIRST =
      Long.getLong("qdn.simulation.seed", System.currentTimeMillis() / 86_400_000 * SEEDS);

  @ParameterizedTest
  @EnumSource
  void run_relayAsShipped_keepsEveryPromise(Engine from) {
    Report report = simulation(Bug.NONE, from).run(FIRST, SEEDS, THREADS, _ -> {});

    assertThat(report.broken())
        .as("repeat it with ./qdn simulate --migrate --store %s --seed …", from)
        .isEmpty();
    assertThat(report.runs()).isEqualTo(SEEDS);
  }

  /** The rare ones from a seed shortly before one that caught it, so that the search is short. */
  @ParameterizedTest
  @CsvSource({
    "FENCE_NOT_ASKED_OF_WHAT_IS_NEW, DYNAMODB, 1430",
    "COPIED_ONCE, S3, 1000",
    "COPIED_ONCE, DYNAMODB, 1000",
    "OWN_WRITE_BY_LAST_WRITER_ONLY, S3, 1060",
    "LAST_WRITER_WINS, DYNAMODB, 1000"
  })
  void run_relayWithABug_isCaught(Bug bug, Engine from, long first) {
    Report report = simulation(bug, from).run(first, 1000, THREADS, _ -> {});

    assertThat(report.broken()).as("%s slips through", bug).isNotEmpty();
  }

  @Test
  void run_putsThatTakeNoNoticeOfTheirCondition_areSeenAsOverwrittenRevisions() {
    Report report = simulation(Bug.LAST_WRITER_WINS, Engine.S3).run(1000, SEEDS, THREADS, _ -> {});

    assertThat(report.broken().getFirst().cause()).hasMessage("a revision of S3 was overwritten");
  }

  @Test
  void run_withoutFaults_movesThereAndBack() {
    World world =
        new World(
            1, Level.NONE, Bug.NONE, Engine.S3, World.WORKERS, true, MaintenanceDocument.EMPTY);

    assertThat(world.run(Simulation.STEPS).lines().stream().filter(line -> line.contains("Moved")))
        .hasSize(2);
  }

  private static Simulation simulation(Bug bug, Engine from) {
    return new Simulation(Level.HEAVY, bug, from, World.WORKERS, true, Simulation.STEPS);
  }
}
