package com.quickdumpnow.relay.bench.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program in a process of its own. Linux: what it costs is read from {@code /proc}. */
public final class Child implements AutoCloseable {
  /** Some say that they are ready once they have measured what they are for. */
  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final CountDownLatch ready = new CountDownLatch(1);

  /**
   * Starts it and waits until it says that it works.
   *
   * @param readyWords what it prints then
   * @param each is given every line
   */
  public Child(
      List<String> command,
      Map<String, String> environment,
      String readyWords,
      Consumer<String> each) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    List<String> said = new ArrayList<>();
    try {
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Thread.ofVirtual().start(() -> follow(readyWords, each.andThen(said::add)));
    try {
      if (!ready.await(START.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
        process.destroyForcibly();
        throw new IllegalStateException("did not start: " + String.join("\n", said));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A Java program: this process's own runtime, in the options that a server would have. */
  public static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of(arguments));
    return command;
  }

  private void follow(String readyWords, Consumer<String> each) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.accept(line);
        if (line.contains(readyWords)) {
          ready.countDown();
        }
      }
    } catch (IOException _) {
      // A killed process leaves half a line.
    }
    ready.countDown();
  }

  /** The processor time it has used. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Its resident memory now, in MB of 2^20 bytes. */
  public double residentMegabytes() {
    return status("VmRSS:");
  }

  private double status(String name) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith(name)) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException _) {
      // Another system, or it has ended.
    }
    return Double.NaN;
  }

  /** Asks it to end, and ends it after 20 s. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
