package com.quickdumpnow.relay.ops.simulation;

import java.util.concurrent.Semaphore;

/**
 * A thread of a simulated process. It runs only in its turn, and dies with its process at the next
 * place where it waits. What runs is a virtual thread, as handing on the turn is all that these do
 * thousands of times a second.
 */
final class Actor extends Thread {
  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final Runnable task;
  private final Semaphore turn = new Semaphore(0);
  private long readyAt;
  private boolean interrupted;
  private boolean over;

  Actor(Scheduler scheduler, SimulatedProcess process, String name, Runnable task) {
    super(name);
    this.task = task;
    this.scheduler = scheduler;
    this.process = process;
  }

  /** Thrown where a killed process would go on. Nothing catches it but this class. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  @Override
  public synchronized void start() {
    readyAt = scheduler.ticks();
    scheduler.add(this);
    Thread.ofVirtual().start(this::takeTurns);
  }

  private void takeTurns() {
    turn.acquireUninterruptibly();
    try {
      check();
      task.run();
    } catch (Killed _) {
      // As if the machine had lost power.
    } catch (Throwable t) {
      process.failed(this, t);
    } finally {
      over = true;
      boolean _ = scheduler.turnOver(this);
    }
  }

  /** In place of the machine's: takes effect where the actor waits. */
  @Override
  public void interrupt() {
    interrupted = true;
    wakeAt(scheduler.ticks());
  }

  boolean isOver() {
    return over;
  }

  long readyAt() {
    return process.isAlive() ? Math.max(readyAt, process.pausedUntil()) : scheduler.ticks();
  }

  void wakeAt(long nanos) {
    readyAt = Math.min(readyAt, nanos);
  }

  void giveTurn() {
    turn.release();
  }

  /** Waits until {@code nanos} or an interrupt. */
  void waitUntil(long nanos) throws InterruptedException {
    checkInterrupt();
    pause(nanos);
    checkInterrupt();
  }

  /** Waits until {@code nanos}, or a wake-up; an interrupt does not cut it short. */
  void pause(long nanos) {
    readyAt = nanos;
    if (!scheduler.turnOver(this)) {
      turn.acquireUninterruptibly();
    }
    check();
  }

  /** Ends the actor when its process is dead. */
  void check() {
    if (!process.isAlive()) {
      throw new Killed();
    }
  }

  private void checkInterrupt() throws InterruptedException {
    if (interrupted) {
      interrupted = false;
      throw new InterruptedException();
    }
  }
}
