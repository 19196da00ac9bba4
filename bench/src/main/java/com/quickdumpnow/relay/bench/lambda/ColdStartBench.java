package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.lambda.LambdaProcess.Answered;
import com.quickdumpnow.relay.bench.lambda.Stage.Run;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the start of a Lambda's process to its first answer, beside the same work in Python. */
public final class ColdStartBench implements Benchmark {
  private static final String OURS = "ours";
  private static final String CACHED = "ours, AOT cache";
  private static final String BARE = "bare Java, AOT cache";
  private static final String PYTHON = "Python, boto3";

  /**
   * One core for a second needs no compiler that pays later, nor one that begins as early as for a
   * program that goes on, nor a collector with threads; nor profiles in the cache, by which the JVM
   * compiles more at the start than it runs; nor method handles spun for the runtime's few
   * reflective calls.
   */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=2",
          "-XX:+UseSerialGC",
          "-Xms48m",
          "-Xmx768m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTRecordTraining",
          "-Djdk.reflect.useNativeAccessorOnly=true");

  private static final String JOB = "old-1";
  private static final int USUAL_DAY = 100;
  private static final int BUSY_DAY = 500;

  @Override
  public String name() {
    return "coldstart";
  }

  @Override
  public String question() {
    return "a Lambda's process from its start to its first answered event, on one core";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    Path home = Path.of(System.getProperty("qdn.home", ".")).toAbsolutePath();
    for (Functions function : Functions.values()) {
      if (!Files.isRegularFile(function.jar(home))) {
        throw new IOException(function.jar(home) + " is not built: run ./qdn build");
      }
    }
    Optional<Python> python = Python.find();
    Path scripts = Python.scripts();
    Path caches = Files.createDirectories(home.resolve("bench/target/aot"));
    Path bare = caches.resolve("bare.jar");
    BareHandler.pack(bare);
    try (World world = World.start()) {
      for (Functions function : Functions.values()) {
        Stage training = new Stage(world, BUSY_DAY);
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(OURS, function.java(home, FLAGS));
        commands.put(
            CACHED,
            AotCache.make(
                function,
                flags -> function.java(home, flags),
                caches.resolve(function.label() + ".aot"),
                FLAGS,
                training));
        commands.put(
            BARE,
            AotCache.make(
                function,
                flags -> function.bare(home, bare, flags),
                caches.resolve(function.label() + "-bare.aot"),
                FLAGS,
                training));
        python.ifPresent(found -> commands.put(PYTHON, function.python(found, scripts)));
        for (int jobs : sizes(function, effort)) {
          compare(effort, report, function, new Stage(world, jobs), commands);
        }
        python.ifPresent(_ -> claim(report, function));
      }
    }
    notes(report, python);
  }

  private static String timeOf(Functions function) {
    return function.label() + ": process start to first answer, by active jobs";
  }

  private static String memoryOf(Functions function) {
    return function.label() + ": peak resident memory, by active jobs";
  }

  /** The webhook never looks at the document. */
  private static List<Integer> sizes(Functions function, Effort effort) {
    return function == Functions.API
        ? effort.either(List.of(10, USUAL_DAY, BUSY_DAY), List.of(USUAL_DAY))
        : List.of(USUAL_DAY);
  }

  private static void compare(
      Effort effort,
      Report report,
      Functions function,
      Stage stage,
      Map<String, List<String>> commands)
      throws Exception {
    Map<String, List<Double>> peaks = new LinkedHashMap<>();
    List<Contender> contenders = new ArrayList<>();
    commands.forEach(
        (contender, command) -> {
          List<Double> peak = new ArrayList<>();
          peaks.put(contender, peak);
          contenders.add(
              new Contender(
                  contender, () -> once(function, stage, command, changesTheJob(contender), peak)));
        });
    // Once unmeasured: the files come into memory, and Python compiles its scripts.
    for (Map.Entry<String, List<String>> each : commands.entrySet()) {
      once(function, stage, each.getValue(), changesTheJob(each.getKey()), new ArrayList<>());
    }
    effort.compare(report, timeOf(function), stage.jobs(), "ms", contenders);
    peaks.forEach(
        (contender, values) ->
            report.add(new Figure(memoryOf(function), contender, stage.jobs(), "MB", values)));
  }

  private static boolean changesTheJob(String contender) {
    return !contender.equals(BARE);
  }

  private static double once(
      Functions function,
      Stage stage,
      List<String> command,
      boolean changesTheJob,
      List<Double> peaks)
      throws IOException, InterruptedException {
    Run run = stage.set();
    try (LambdaProcess process = LambdaProcess.start(command, run.environment())) {
      Answered answered = process.answer(function.event(JOB));
      peaks.add(process.peakMegabytes());
      if (!answered.answer().replace(" ", "").contains("\"statusCode\":20")) {
        throw new IllegalStateException("it answered " + answered.answer());
      }
      run.check(function, JOB, changesTheJob);
      return answered.millis();
    }
  }

  private static void claim(Report report, Functions function) {
    String series = timeOf(function);
    for (double jobs : report.of(series).stream().map(Figure::x).distinct().toList()) {
      report.add(
          Claim.atMost(
                  "%s, %s active jobs: time of ours with AOT cache / Python"
                      .formatted(function.label(), Figure.words(jobs)),
                  report.median(series, CACHED, jobs) / report.median(series, PYTHON, jobs),
                  1)
              .limitedBy(
                  BARE, report.median(series, BARE, jobs) / report.median(series, PYTHON, jobs)));
    }
  }

  private static void notes(Report report, Optional<Python> python) {
    report.note("our flags: " + String.join(" ", FLAGS));
    report.note(
        BARE
            + ": the same runtime, SDK and flags; it puts the object back and queues a message, and"
            + " does nothing else of what a function does");
    report.note(
        python
            .map(found -> found.version() + ", over a bare loop instead of awslambdaric")
            .orElse("there is no python3 with boto3 here: measured without it"));
    if (!LambdaProcess.canBePinned()) {
      report.note("there is no taskset here: the processes had every core");
    }
    report.note(
        "endpoints are plain HTTP on this machine: neither side pays for TLS, and neither for"
            + " Lambda's own fetching and unpacking of the package");
  }
}
