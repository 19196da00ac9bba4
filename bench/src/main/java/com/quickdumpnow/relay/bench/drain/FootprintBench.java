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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the worker costs in memory and processor time, at work and at rest. */
public final class FootprintBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final String SPRING = "Spring Cloud AWS, no record";
  private static final String BARE = "bare loop, no record";
  private static final String MEMORY = "resident memory at work";
  private static final String PROCESSOR = "processor time for 1,000 texts";
  private static final String JAR = "jar sizes";
  private static final String LIBRARIES = "the AWS SDK and Twilio's in ours";

  /** What the worker has to speak with, as the jar's folders. */
  private static final List<String> SPEAKING =
      List.of("software/amazon/awssdk/", "com/twilio/", "org/apache/hc/");

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
        List<String> turns = new ArrayList<>(List.of(OURS, SPRING, BARE));
        Collections.rotate(turns, -run);
        for (String contender : turns) {
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
    libraries(report, installation.workerJar());
    claim(report, MEMORY, BARE);
    claim(report, PROCESSOR, BARE);
    claim(report, JAR, LIBRARIES);
    report.note("all JVMs: " + String.join(" ", Relays.JVM));
  }

  private static void claim(Report report, String series, String least) {
    double theirs = report.median(series, SPRING, 1);
    report.add(
        Claim.atMost(
                series + ": ours / Spring Cloud AWS", report.median(series, OURS, 1) / theirs, 0.5)
            .limitedBy(least, report.median(series, least, 1) / theirs));
  }

  private static Child start(String contender, World world, Backlog backlog) {
    Map<String, String> environment = world.environment();
    String queue = backlog.queueUrl();
    int inHand = 4 * AT_ONCE;
    return switch (contender) {
      case OURS ->
          Relays.worker(
              Relays.JVM, environment, backlog.place(), queue, world.carrier(), inHand, Map.of());
      case SPRING -> Relays.spring(environment, queue, world.carrier(), inHand, -1);
      default -> Relays.bare(environment, queue, world.carrier(), inHand);
    };
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
        PROCESSOR,
        contender,
        "s",
        child.cpu().minus(before).toMillis() / 1000.0 / thousands);
    keep(values, MEMORY, contender, "MB", child.residentMegabytes());
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
      report.add(jar(contender, bytes));
    }
  }

  private static void libraries(Report report, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      double bytes =
          zip.stream()
              .filter(entry -> SPEAKING.stream().anyMatch(entry.getName()::startsWith))
              .mapToLong(ZipEntry::getCompressedSize)
              .sum();
      report.add(jar(LIBRARIES, bytes));
    }
  }

  private static Figure jar(String contender, double bytes) {
    return new Figure(JAR, contender, 1, "MB", List.of(bytes / (1 << 20)));
  }
}
