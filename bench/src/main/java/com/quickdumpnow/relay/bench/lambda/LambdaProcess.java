package com.quickdumpnow.relay.bench.lambda;

import com.quickdumpnow.relay.bench.lambda.RuntimeApi.Posted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A function's process, held to one core where {@code taskset} is. Linux: memory is read from
 * {@code /proc}.
 */
final class LambdaProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Optional<Path> TASKSET =
      Optional.of(Path.of("/usr/bin/taskset")).filter(Files::isExecutable);

  private final RuntimeApi api = RuntimeApi.start();
  private final Path said;
  private final long startedAt;
  private final Process process;

  private LambdaProcess(List<String> command, Map<String, String> environment) throws IOException {
    this.said = Files.createTempFile("lambda", ".log");
    List<String> pinned = new ArrayList<>();
    TASKSET.ifPresent(taskset -> pinned.addAll(List.of(taskset.toString(), "-c", "0")));
    pinned.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(said.toFile());
    // Nothing of this machine's own settings.
    builder.environment().keySet().retainAll(List.of("PATH", "LANG"));
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    this.startedAt = System.nanoTime();
    this.process = builder.start();
  }

  static LambdaProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    return new LambdaProcess(command, environment);
  }

  static boolean canBePinned() {
    return TASKSET.isPresent();
  }

  /**
   * An answered event.
   *
   * @param millis from the process's start
   */
  record Answered(double millis, String answer) {}

  /**
   * Gives it an event and waits for the answer.
   *
   * @throws IllegalStateException when it fails or ends, with what it said
   */
  Answered answer(String event) throws IOException, InterruptedException {
    api.offer(event);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      Optional<Posted> posted = api.await(LOOK);
      if (posted.isPresent() && !posted.get().failed()) {
        return new Answered((posted.get().at() - startedAt) / 1e6, posted.get().body());
      }
      if (posted.isPresent() || !process.isAlive()) {
        throw new IllegalStateException(
            "the function failed: "
                + posted.map(Posted::body).orElse("it ended")
                + "\n"
                + Files.readString(said));
      }
    }
    throw new IllegalStateException("the function does not answer:\n" + Files.readString(said));
  }

  /** The most resident memory it ever had, in MB of 2^20 bytes; not a number where unknown. */
  double peakMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException _) {
      // Another system.
    }
    return Double.NaN;
  }

  /** Asks it to end, which lets a JVM write its cache, and waits until it has. */
  void end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the function's process does not end");
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    api.close();
    Files.deleteIfExists(said);
  }
}
