package com.quickdumpnow.relay.ops.chaos;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program in a process of its own, started again whenever it ends, as a scheduler of containers
 * does it. Its output goes to a file. Safe for use by many threads.
 */
final class Program implements AutoCloseable {
  private static final Duration BEFORE_RESTART = Duration.ofMillis(200);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final String readyWords;
  private final AtomicInteger meantToEnd = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Thread keeper;
  private volatile boolean closed;
  private volatile Life life;

  /** One process. */
  private record Life(Process process, CountDownLatch ready) {}

  /**
   * Starts it.
   *
   * @param readyWords what it says once it works
   */
  Program(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      String readyWords) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.readyWords = readyWords;
    this.life = begin();
    this.keeper = Thread.ofVirtual().name("keep-" + name).start(this::keep);
  }

  String name() {
    return name;
  }

  /** How often it ended without having been killed or told to. */
  int deathsOfItsOwn() {
    return Math.max(0, ended.get() - meantToEnd.get());
  }

  /**
   * @throws IllegalStateException when it takes longer
   */
  void awaitReady(Duration limit) throws InterruptedException {
    if (!life.ready().await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(name + " did not start; see " + log);
    }
  }

  /** {@code kill -9}; another process takes its place. */
  void kill() throws InterruptedException {
    Life victim = life;
    meantToEnd.incrementAndGet();
    victim.process().destroyForcibly().waitFor();
    awaitSuccessor(victim);
  }

  /**
   * {@code kill -15}; another process takes its place.
   *
   * @return how long it took to end
   */
  Duration terminate(Duration limit) throws InterruptedException {
    Life victim = life;
    meantToEnd.incrementAndGet();
    long begin = System.nanoTime();
    victim.process().destroy();
    if (!victim.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      victim.process().destroyForcibly().waitFor();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    awaitSuccessor(victim);
    return took;
  }

  private void awaitSuccessor(Life former) throws InterruptedException {
    while (!closed && life.equals(former)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private Life begin() {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return new Life(builder.start(), new CountDownLatch(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep() {
    try {
      while (!closed) {
        follow(life);
        if (!closed) {
          ended.incrementAndGet();
          TimeUnit.MILLISECONDS.sleep(BEFORE_RESTART.toMillis());
          life = begin();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      life.process().destroyForcibly();
    }
  }

  /** Until its end. */
  private void follow(Life current) throws InterruptedException {
    try (BufferedReader reading = current.process().inputReader(StandardCharsets.UTF_8);
        BufferedWriter writing =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = reading.readLine(); line != null; line = reading.readLine()) {
        writing.write(line);
        writing.newLine();
        writing.flush();
        if (line.contains(readyWords)) {
          current.ready().countDown();
        }
      }
    } catch (IOException _) {
      // A killed process leaves half a line.
    }
    current.process().waitFor();
  }

  /** Ends it for good, gently if it goes within 25 s. */
  @Override
  public void close() {
    closed = true;
    Process last = life.process();
    last.destroy();
    try {
      if (!last.waitFor(25, TimeUnit.SECONDS)) {
        last.destroyForcibly();
      }
      keeper.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it at once. */
  void destroy() {
    closed = true;
    life.process().destroyForcibly();
  }
}
