package com.quickdumpnow.relay.ops.simulation;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A process that can be killed: from then on none of its actors does anything any more. */
final class SimulatedProcess {
  private final Scheduler scheduler;
  private final String name;
  private final BiConsumer<String, Throwable> failures;
  private final AtomicInteger threads = new AtomicInteger();
  private boolean alive = true;
  private long pausedUntil;

  /**
   * @param failures is told of whatever an actor throws, by the actor's name
   */
  SimulatedProcess(Scheduler scheduler, String name, BiConsumer<String, Throwable> failures) {
    this.scheduler = scheduler;
    this.name = name;
    this.failures = failures;
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  /** None of its actors does anything for that long; whatever was due meanwhile comes then. */
  void pauseFor(Duration duration) {
    pausedUntil = scheduler.ticks() + duration.toNanos();
  }

  long pausedUntil() {
    return pausedUntil;
  }

  /** For the code under test: its threads become actors. */
  ThreadFactory threads() {
    return task -> new Actor(scheduler, this, name + "#" + threads.incrementAndGet(), task);
  }

  /** Runs {@code task} as an actor of this process. */
  void run(Runnable task) {
    threads().newThread(task).start();
  }

  void failed(Actor actor, Throwable failure) {
    failures.accept(actor.getName(), failure);
  }
}
