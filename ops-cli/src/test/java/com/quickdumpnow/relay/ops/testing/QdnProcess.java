package com.quickdumpnow.relay.ops.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program of ours in a process of its own, run from its built jar. Its output is kept. */
public final class QdnProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private QdnProcess(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** {@code qdn …}, as the launcher starts it. */
  public static QdnProcess qdn(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-Dqdn.home=" + HOME, "-jar", "target/ops-cli-1.0-SNAPSHOT.jar"));
    command.addAll(List.of(arguments));
    return new QdnProcess(command, environment);
  }

  /** The same from this program's class path, which need not be packaged. */
  public static QdnProcess qdnOfThisClassPath(
      Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of(
            "-Dqdn.home=" + HOME,
            "-cp",
            System.getProperty("java.class.path"),
            "com.quickdumpnow.relay.ops.Qdn"));
    command.addAll(List.of(arguments));
    return new QdnProcess(command, environment);
  }

  public static QdnProcess qdn(String... arguments) {
    return qdn(Map.of(), arguments);
  }

  /** {@code java -jar …} of another module's program. */
  public static QdnProcess jar(Path jar, Map<String, String> environment) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-jar", jar.toString()));
    return new QdnProcess(command, environment);
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1");
  }

  private void read() {
    try (BufferedReader reading = process.inputReader(StandardCharsets.UTF_8)) {
      reading.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(output lost: " + e.getMessage() + ")");
    }
  }

  /** Waits until it has said that; fails when it ends before. */
  public QdnProcess awaitOutput(String words) {
    Eventually.holds(
        "a process says '" + words + "'",
        () -> {
          boolean ended = !process.isAlive() && !reader.isAlive();
          if (ended && !output().contains(words)) {
            throw new AssertionError("it never said '" + words + "':\n" + output());
          }
          return output().contains(words);
        });
    return this;
  }

  /** Everything it has said until now, errors among it. */
  public String output() {
    return String.join("\n", lines) + "\n";
  }

  /** What it has used of all processors together. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Sends {@code INT} or {@code TERM}. */
  public QdnProcess signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return this;
  }

  /** Waits for its end and returns its exit code. */
  public int awaitExit() {
    return awaitExit(PATIENCE);
  }

  /** The same for one that may take as long as {@code patience}. */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end; it said:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    joinReader();
    return process.exitValue();
  }

  private void joinReader() {
    try {
      reader.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
