package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Promise 6: all that holds with a handful of jobs still does with ten times the busiest day. */
final class BusyDocumentTest {
  private static final int JOBS = 5_000;
  private static final Instant YESTERDAY = Instant.parse("2026-01-14T14:00:00Z");

  @Test
  void run_tenTimesTheBusiestDayInTheDocument_keepsEveryPromise() {
    World world =
        new World(
            6,
            Level.LIGHT,
            Bug.NONE,
            Engine.S3,
            World.WORKERS,
            false,
            BusyDays.document(JOBS, 3, YESTERDAY));

    Story story = world.run(Simulation.STEPS);

    assertThat(story.lines()).anyMatch(line -> line.contains("customer: got"));
  }
}
