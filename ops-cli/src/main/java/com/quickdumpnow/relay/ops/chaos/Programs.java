package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.ops.local.Installation;
import com.quickdumpnow.relay.ops.local.SeparateProgram;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The relay as it is packaged, in three processes. They do not outlive this one, unless it is
 * killed.
 *
 * @param api the API and the webhook behind HTTP
 */
record Programs(Program api, Program worker, Program recorder) implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  /**
   * How receipts come to the recorder.
   *
   * @param window how long a batch that is not full waits for more
   */
  record Batching(int most, Duration window) {}

  /**
   * Starts them and waits until they work.
   *
   * @param settings what differs from those of the world
   */
  static Programs start(StandIns world, Map<String, String> settings, Batching batching)
      throws InterruptedException {
    Map<String, String> environment = new TreeMap<>(world.environmentOfAProcess());
    environment.putAll(settings);
    Path logs = world.folder();
    List<String> worker = java();
    worker.addAll(List.of("-jar", Installation.find().workerJar().toString()));
    Programs programs =
        new Programs(
            new Program(
                "api",
                separate("api"),
                environment,
                logs.resolve("api.log"),
                SeparateProgram.READY),
            new Program(
                "worker", worker, environment, logs.resolve("worker.log"), "the worker is up"),
            new Program(
                "recorder",
                separate(
                    "recorder",
                    Integer.toString(batching.most()),
                    Long.toString(batching.window().toMillis())),
                environment,
                logs.resolve("recorder.log"),
                SeparateProgram.READY));
    Runtime.getRuntime().addShutdownHook(new Thread(programs::destroy, "end-programs"));
    for (Program program : programs.all()) {
      program.awaitReady(START);
    }
    return programs;
  }

  private static List<String> separate(String... arguments) {
    List<String> command = java();
    Optional.ofNullable(System.getProperty("logback.configurationFile"))
        .ifPresent(file -> command.add("-Dlogback.configurationFile=" + file));
    command.addAll(
        List.of(
            "-Dqdn.home=" + Installation.find().home(),
            "-cp",
            System.getProperty("java.class.path"),
            SeparateProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Quick to start, as most of their lives are short. */
  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx1g"));
  }

  List<Program> all() {
    return List.of(api, worker, recorder);
  }

  private void destroy() {
    all().forEach(Program::destroy);
  }

  /** Ends them for good, gently; idempotent. */
  void stop() {
    all().forEach(Program::close);
  }

  @Override
  public void close() {
    stop();
  }
}
