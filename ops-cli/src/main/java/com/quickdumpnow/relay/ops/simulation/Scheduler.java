package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Lets one actor run at a time and decides, from a seed, which. Actors give up the turn where they
 * wait: in {@link #sleep}, on a signal, and at every call of a fake ({@link #pause}). When nobody
 * can run, the clock jumps to the next time somebody can.
 *
 * <p>An actor hands its turn straight to the next one. {@link #run} is called by the thread that
 * drives the simulation; everything else by actors in their turn.
 */
final class Scheduler implements Clockwork {
  private static final Instant EPOCH = Instant.parse("2026-01-15T14:00:00Z");

  private final Random random;
  private final List<Actor> actors = new ArrayList<>();
  private final Semaphore driver = new Semaphore(0);
  private Optional<Actor> running = Optional.empty();
  private BooleanSupplier stop = () -> false;
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
   * Lets actors run, one after the other, until nobody ever will again or {@code stop} says so,
   * which is asked between any two turns. To be called from outside the actors.
   */
  void run(BooleanSupplier stop) {
    this.stop = stop;
    Optional<Actor> first = next();
    if (first.isPresent()) {
      first.get().giveTurn();
      driver.acquireUninterruptibly();
    }
  }

  /**
   * Called by the actor whose turn ends.
   *
   * @return whether the next turn is its own; if not, somebody else has been given it
   */
  boolean turnOver(Actor actor) {
    Optional<Actor> next = next();
    if (next.isEmpty()) {
      driver.release();
      return false;
    }
    if (next.get() == actor) {
      return true;
    }
    next.get().giveTurn();
    return false;
  }

  private Optional<Actor> next() {
    running = stop.getAsBoolean() ? Optional.empty() : choose();
    return running;
  }

  private Optional<Actor> choose() {
    actors.removeIf(Actor::isOver);
    List<Actor> ready = new ArrayList<>();
    while (true) {
      long soonest = Long.MAX_VALUE;
      for (Actor actor : actors) {
        long at = actor.readyAt();
        if (at <= nanos) {
          ready.add(actor);
        }
        soonest = Math.min(soonest, at);
      }
      if (!ready.isEmpty()) {
        return Optional.of(ready.get(random.nextInt(ready.size())));
      }
      if (soonest == Long.MAX_VALUE) {
        return Optional.empty();
      }
      nanos = soonest;
    }
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
    public boolean await(Duration atMost) throws InterruptedException {
      long until = nanos + atMost.toNanos();
      Actor actor = current();
      try {
        while (!set && nanos < until) {
          waiting.add(actor);
          actor.waitUntil(until);
        }
      } finally {
        waiting.remove(actor);
      }
      return set;
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
