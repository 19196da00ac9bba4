package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Percentiles;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a text takes where the store is a table, at rates that one document does not carry, and
 * how much processor each program and DynamoDB's stand-in take for it: on a machine that is too
 * small for a rate, that says what it would need.
 */
public final class TableBench implements Benchmark {
  private static final String OURS = "ours, on a table";
  private static final String PROCESSOR = "processor time of a text, by calls a second";

  /** A rate at which it takes longer is more than this machine carries; higher ones say no more. */
  private static final double SATURATED_MILLIS = 2_000;

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String question() {
    return "milliseconds from the status call to its text at the carrier, on a table";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    Timings timings = new Timings();
    try (World world = World.start()) {
      for (int run = 0; run < effort.runs(); run++) {
        measure(world, effort, timings);
      }
    }
    timings.report(report);
    report.note("rates above the one at which p99 passed 2 s were not tried.");
  }

  private static void measure(World world, Effort effort, Timings timings)
      throws InterruptedException {
    // Forgets the run before, whose customers have the same numbers.
    world.setCarrier(Duration.ZERO, 1000);
    try (Relay relay =
        new Relay(
            Relays.LONG_LIVED_JVM,
            world,
            world.tablePlace(),
            world.carrier(),
            Duration.ofSeconds(1),
            Map.of())) {
      int first = 1 + Timings.warmUp(world, Timings.call(relay));
      for (int rate : effort.either(List.of(1, 10, 30, 100, 300), List.of(10))) {
        Map<String, Double> before = cpuMillis(world, relay);
        double[] sorted = timings.measure(world, effort, rate, OURS, first, Timings.call(relay));
        cpuMillis(world, relay)
            .forEach(
                (program, millis) ->
                    timings.keep(
                        PROCESSOR,
                        program,
                        rate,
                        (millis - before.getOrDefault(program, 0.0)) / sorted.length));
        first += sorted.length;
        if (Percentiles.of(sorted, 0.99) > SATURATED_MILLIS) {
          return;
        }
      }
    }
  }

  private static Map<String, Double> cpuMillis(World world, Relay relay) {
    Map<String, Double> millis = new LinkedHashMap<>();
    relay.programs().forEach((name, program) -> millis.put(name, program.cpu().toNanos() / 1e6));
    millis.put("stand-ins", world.cpu().toNanos() / 1e6);
    return millis;
  }
}
