package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Lets one actor run at a time and decides, from a seed, which. Actors give up the turn where they
 * wait: in {@link #sleep}, on a signal, and at every call of a fake ({@link #pause}). When nobody
 * can run, the clock jumps to the next time somebody can.
 *
 * <p>{@link #step} is called by the thread that drives the simulation; everything else by actors in
 * their turn.
 */
final class Scheduler implements Clockwork {
  private static final Instant EPOCH = Instant.parse("2026-01-15T14:00:00Z");

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore driver = new Semaphore(0);
  private Optional<Actor> running = Optional.empty();
  private long nanos;

  Scheduler(Random random) {
    this.random = random;
  }

  @Override
  public Instant instant() {
    return EPOCH.plusNanos(nanos);
  }

  @Override
  public long ticks() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    current().waitUntil(nanos + Math.max(0, duration.toNanos()));
  }

  @Override
  public Signal signal() {
    return new SimulatedSignal();
  }

  /**
   * Gives up the turn for a random while of at most {@code longest}; what a call to another machine
   * costs.
   */
  void pause(Duration longest) {
    Actor actor = current();
    actor.check();
    long most = Math.max(1, longest.toNanos());
    actor.pause(nanos + (long) (most * Math.pow(random.nextDouble(), 3)));
  }

  /** Gives up the turn until that time. */
  void pauseUntil(Instant time) {
    Actor actor = current();
    actor.check();
    actor.pause(Math.max(nanos, Duration.between(EPOCH, time).toNanos()));
  }

  /** A new actor of {@code process}, ready to run. */
  void add(Actor actor) {
    actors.add(actor);
  }

  /**
   * Lets one actor run until it waits.
   *
   * @return false when nobody will ever run again
   */
  boolean step() {
    actors.removeIf(Actor::isOver);
    List<Actor> ready = new ArrayList<>();
    long soonest = Long.MAX_VALUE;
    for (Actor actor : actors) {
      long at = actor.readyAt();
      if (at <= nanos) {
        ready.add(actor);
      }
      soonest = Math.min(soonest, at);
    }
    if (ready.isEmpty()) {
      if (soonest == Long.MAX_VALUE) {
        return false;
      }
      nanos = soonest;
      return step();
    }
    Actor next = ready.get(random.nextInt(ready.size()));
    running = Optional.of(next);
    next.giveTurn();
    driver.acquireUninterruptibly();
    running = Optional.empty();
    return true;
  }

  /** The actor hands the turn back. */
  void turnOver() {
    driver.release();
  }

  /** Waits for the signal, but no longer than that. */
  void await(Signal signal, Duration atMost) {
    ((SimulatedSignal) signal).await(nanos + atMost.toNanos());
  }

  private Actor current() {
    return running.orElseThrow(() -> new IllegalStateException("only an actor may wait"));
  }

  private final class SimulatedSignal implements Signal {
    private final List<Actor> waiting = new ArrayList<>();
    private boolean set;

    @Override
    public void set() {
      set = true;
      waiting.forEach(actor -> actor.wakeAt(nanos));
      waiting.clear();
    }

    private void await(long until) {
      Actor actor = current();
      while (!set && nanos < until) {
        waiting.add(actor);
        actor.pause(until);
      }
      waiting.remove(actor);
    }

    @Override
    public void await() throws InterruptedException {
      Actor actor = current();
      while (!set) {
        waiting.add(actor);
        actor.waitUntil(Long.MAX_VALUE);
      }
    }
  }
}
