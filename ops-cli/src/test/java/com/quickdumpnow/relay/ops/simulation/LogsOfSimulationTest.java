package com.quickdumpnow.relay.ops.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import com.quickdumpnow.relay.ops.testing.Leaks;
import com.quickdumpnow.relay.ops.testing.LogCapture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the relay logs when everything fails that can. */
class LogsOfSimulationTest {
  private static final int SEEDS = 60;
  private static final int THREADS = 2;

  @Test
  void run_everyFault_noLineHoldsWhatIsPersonalOrSecret() {
    List<String> lines;
    try (LogCapture log = new LogCapture()) {
      new Simulation(Level.HEAVY, Bug.NONE, Engine.S3, Simulation.STEPS)
          .run(1, SEEDS, THREADS, _ -> {});
      lines = log.lines();
    }

    assertThat(lines).as("the capture hears").hasSizeGreaterThan(1000);
    assertThat(
            new Leaks(
                    Set.of(
                        "our load is",
                        "Track:",
                        "/track?j=",
                        "Reply STOP",
                        Environment.STAFF_TOKEN,
                        Environment.TWILIO_TOKEN))
                .in(lines))
        .isEmpty();
  }
}
