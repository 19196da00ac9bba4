package com.quickdumpnow.relay.time;

import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A counting semaphore whose waiting goes through a {@link Clockwork}; first come, first served.
 * Thread-safe.
 */
public final class Permits {
  private final Clockwork clock;
  private final Queue<Signal> waiting = new ArrayDeque<>();
  private int free;

  /**
   * @param count how many there are
   */
  public Permits(Clockwork clock, int count) {
    this.clock = clock;
    this.free = count;
  }

  /** Takes one, once there is one. */
  public void acquire() throws InterruptedException {
    while (!tryAcquire()) {
      Signal released = clock.signal();
      boolean wait;
      synchronized (this) {
        wait = free == 0;
        if (wait) {
          waiting.add(released);
        }
      }
      if (wait) {
        released.await();
      }
    }
  }

  /** Takes one if there is one. */
  public synchronized boolean tryAcquire() {
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }

  /** Gives back as many. */
  public synchronized void release(int count) {
    free += count;
    for (int i = 0; i < count && !waiting.isEmpty(); i++) {
      waiting.remove().set();
    }
  }

  public synchronized int available() {
    return free;
  }
}
