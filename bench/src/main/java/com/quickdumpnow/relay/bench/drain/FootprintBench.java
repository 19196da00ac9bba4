package com.quickdumpnow.relay.bench.drain;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.ops.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the worker costs in memory and processor time, at work and at rest. */
public final class FootprintBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final String SPRING = "Spring Cloud AWS, no record";
  private static final Duration CARRIER = Duration.ofMillis(100);
  private static final int AT_ONCE = 16;
  private static final Duration REST = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "footprint";
  }

  @Override
  public String question() {
    return "resident memory and processor time of the worker, carrier answering in 100 ms";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    int texts = effort.either(3_000, 300);
    Map<String, List<Double>> values = new LinkedHashMap<>();
    try (World world = World.start()) {
      for (int run = 0; run < effort.runs(); run++) {
        for (String contender : List.of(OURS, SPRING)) {
          Backlog backlog =
              contender.equals(OURS)
                  ? Backlog.ofTriggers(world, texts)
                  : Backlog.ofTexts(world, texts);
          world.setCarrier(CARRIER, AT_ONCE);
          try (Child child = start(contender, world, backlog)) {
            measure(contender, child, backlog, texts, values);
          }
          effort.progress().accept(contender + ": " + values);
        }
      }
    }
    values.forEach(
        (key, runs) -> {
          String[] parts = key.split("\n", 3);
          report.add(new Figure(parts[0], parts[1], 1, parts[2], runs));
        });
    Installation installation = Installation.find();
    size(report, OURS, installation.workerJar());
    size(report, SPRING, installation.home().resolve("bench/spring-cloud-aws/target/lib"));
    for (String series :
        List.of("resident memory at work", "processor time for 1,000 texts", "jar sizes")) {
      report.add(
          Claim.atMost(
              series + ": ours / Spring Cloud AWS",
              report.median(series, OURS, 1) / report.median(series, SPRING, 1),
              0.5));
    }
    report.note("both JVMs: " + String.join(" ", Relays.JVM));
  }

  private static Child start(String contender, World world, Backlog backlog) {
    return contender.equals(OURS)
        ? Relays.worker(
            Relays.JVM,
            world.environment(),
            backlog.place(),
            backlog.queueUrl(),
            world.carrier(),
            4 * AT_ONCE,
            Map.of())
        : Relays.spring(world.environment(), backlog.queueUrl(), world.carrier(), 4 * AT_ONCE, -1);
  }

  private static void measure(
      String contender, Child child, Backlog backlog, int texts, Map<String, List<Double>> values)
      throws InterruptedException {
    backlog.awaitCarried(texts / 3);
    Duration before = child.cpu();
    backlog.awaitCarried(texts);
    double thousands = (texts - texts / 3) / 1000.0;
    keep(
        values,
        "processor time for 1,000 texts",
        contender,
        "s",
        child.cpu().minus(before).toMillis() / 1000.0 / thousands);
    keep(values, "resident memory at work", contender, "MB", child.residentMegabytes());
    TimeUnit.SECONDS.sleep(5);
    Duration idle = child.cpu();
    TimeUnit.MILLISECONDS.sleep(REST.toMillis());
    keep(
        values,
        "processor time at rest",
        contender,
        "ms a second",
        child.cpu().minus(idle).toMillis() / (double) REST.toSeconds());
  }

  private static void keep(
      Map<String, List<Double>> values,
      String series,
      String contender,
      String unit,
      double value) {
    values
        .computeIfAbsent(series + "\n" + contender + "\n" + unit, _ -> new ArrayList<>())
        .add(value);
  }

  private static void size(Report report, String contender, Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      double bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      report.add(new Figure("jar sizes", contender, 1, "MB", List.of(bytes / (1 << 20))));
    }
  }
}
