package com.quickdumpnow.relay.time;

import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers what many threads ask for at the same time. One of them does the work for all who asked
 * before it began; who asks meanwhile waits for the next turn, which one of the waiting takes.
 * There is no thread of its own, and no lock is held during the work.
 *
 * <p>Who is at ease begins no turn for a while, but goes along with one that somebody else begins,
 * or that a few who are at ease make worth while.
 */
public final class Turns<T> {
  private static final int A_FEW = 4;

  private final Clockwork clock;
  private final Consumer<List<T>> work;
  private final Object lock = new Object();
  private final List<Ticket<T>> waiting = new ArrayList<>();
  private boolean busy;

  private static final class Ticket<T> {
    final T request;
    final Signal signal;
    volatile boolean leads;

    /** Guarded by the lock. */
    boolean atEase;

    Ticket(T request, Signal signal, boolean atEase) {
      this.request = request;
      this.signal = signal;
      this.atEase = atEase;
    }
  }

  /**
   * @param work does what the requests ask for and notes the result in each
   */
  public Turns(Clockwork clock, Consumer<List<T>> work) {
    this.clock = clock;
    this.work = work;
  }

  /** As {@link #take(Object, Duration)}, in the next turn. */
  public void take(T request) throws InterruptedException {
    take(request, Duration.ZERO);
  }

  /**
   * Returns once the work that includes {@code request} has ended.
   *
   * @param atEase how long it may wait for somebody else to begin a turn
   * @throws InterruptedException when the thread is interrupted while others work; if they have the
   *     request already, it is carried out all the same
   */
  public void take(T request, Duration atEase) throws InterruptedException {
    Ticket<T> ticket = new Ticket<>(request, clock.signal(), atEase.isPositive());
    synchronized (lock) {
      waiting.add(ticket);
      handOnUnlessBusy();
    }
    if (!ticket.leads) {
      await(ticket, atEase);
    }
    if (ticket.leads) {
      lead();
    }
  }

  private void await(Ticket<T> ticket, Duration atEase) throws InterruptedException {
    try {
      if (atEase.isPositive() && !ticket.signal.await(atEase)) {
        synchronized (lock) {
          ticket.atEase = false;
          handOnUnlessBusy();
        }
      }
      ticket.signal.await();
    } catch (InterruptedException e) {
      synchronized (lock) {
        waiting.remove(ticket);
        if (ticket.leads) {
          handOn();
        }
      }
      throw e;
    }
  }

  private void lead() {
    List<Ticket<T>> turn;
    synchronized (lock) {
      turn = new ArrayList<>(waiting);
      waiting.clear();
    }
    try {
      work.accept(turn.stream().map(ticket -> ticket.request).toList());
    } finally {
      turn.forEach(ticket -> ticket.signal.set());
      synchronized (lock) {
        handOn();
      }
    }
  }

  private void handOnUnlessBusy() {
    if (!busy) {
      handOn();
    }
  }

  private void handOn() {
    Optional<Ticket<T>> next =
        waiting.stream().filter(ticket -> !ticket.atEase || waiting.size() >= A_FEW).findFirst();
    busy = next.isPresent();
    next.ifPresent(
        ticket -> {
          ticket.leads = true;
          ticket.signal.set();
        });
  }
}
