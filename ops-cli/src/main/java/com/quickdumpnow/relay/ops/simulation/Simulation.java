package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.simulation.Chaos.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs worlds, one a seed, and tells the story of the first that breaks a promise. The same seed,
 * steps and level give the same run on every machine.
 */
public final class Simulation {
  /** How many turns a run may take; far more than any needs. */
  public static final int STEPS = 200_000;

  static final int MOST_WORKERS = 8;

  private final Level level;
  private final Bug bug;
  private final Engine engine;
  private final int workers;
  private final boolean moving;
  private final int steps;

  Simulation(Level level, Bug bug, Engine engine, int steps) {
    this(level, bug, engine, World.WORKERS, false, steps);
  }

  /**
   * @param workers how many work on one queue
   * @param moving whether the store is moved to the other engine and back meanwhile
   */
  Simulation(Level level, Bug bug, Engine engine, int workers, boolean moving, int steps) {
    this.level = level;
    this.bug = bug;
    this.engine = engine;
    this.workers = workers;
    this.moving = moving;
    this.steps = steps;
  }

  /**
   * The relay as shipped.
   *
   * @param faults {@code none}, {@code light} or {@code heavy}
   * @param store {@code s3} or {@code dynamodb}
   * @param workers how many work on one queue, 1 to {@value #MOST_WORKERS}
   * @param moving whether the store is moved to the other engine and back meanwhile
   * @param steps the most turns a run takes
   * @throws IllegalArgumentException when there is no such level of faults, or no such store, or
   *     there cannot be so many workers
   */
  public static Simulation of(String faults, String store, int workers, boolean moving, int steps) {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException("workers: 1 to " + MOST_WORKERS);
    }
    return new Simulation(
        Level.named(faults), Bug.NONE, Engine.named(store), workers, moving, steps);
  }

  /**
   * A run that broke a promise.
   *
   * @param story who did what, in order, up to that
   */
  public record Broken(long seed, Throwable cause, List<String> story) {
    @Override
    public String toString() {
      return "seed " + seed + ": " + cause.getMessage();
    }
  }

  /** What many runs came to. */
  public record Report(int runs, List<Broken> broken) {}

  /** One run. */
  public Optional<Broken> run(long seed) {
    World world = new World(seed, level, bug, engine, workers, moving, MaintenanceDocument.EMPTY);
    try {
      world.run(steps);
      return Optional.empty();
    } catch (Violation | IllegalStateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(new Broken(seed, cause, world.story().lines()));
    }
  }

  /**
   * Runs the seeds from {@code first}, on as many threads, until one breaks a promise or all are
   * run.
   *
   * @param done is told after each run how many there were
   */
  public Report run(long first, int count, int threads, Progress done) {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    AtomicBoolean stop = new AtomicBoolean();
    ConcurrentLinkedQueue<Broken> broken = new ConcurrentLinkedQueue<>();
    List<Thread> runners = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      runners.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    int seed = next.getAndIncrement();
                    while (seed < count && !stop.get()) {
                      run(first + seed)
                          .ifPresent(
                              found -> {
                                broken.add(found);
                                stop.set(true);
                              });
                      done.ran(finished.incrementAndGet());
                      seed = next.getAndIncrement();
                    }
                  }));
    }
    for (Thread runner : runners) {
      join(runner);
    }
    return new Report(finished.get(), List.copyOf(broken));
  }

  /** Is told how far it is. Called from several threads. */
  @FunctionalInterface
  public interface Progress {
    void ran(int runs);
  }

  private static void join(Thread runner) {
    boolean interrupted = false;
    while (runner.isAlive()) {
      try {
        runner.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
