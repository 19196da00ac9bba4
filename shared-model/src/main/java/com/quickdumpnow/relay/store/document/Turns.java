package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers what many threads ask for at the same time. One of them does the work for all who asked
 * before it began; who asks meanwhile waits for the next turn, which one of the waiting takes.
 * There is no thread of its own, and no lock is held during the work.
 */
final class Turns<T> {
  private final Clockwork clock;
  private final Consumer<List<T>> work;
  private final Object lock = new Object();
  private final Deque<Ticket<T>> waiting = new ArrayDeque<>();
  private boolean busy;

  private static final class Ticket<T> {
    final T request;
    final Signal signal;
    volatile boolean leads;

    Ticket(T request, Signal signal) {
      this.request = request;
      this.signal = signal;
    }
  }

  /**
   * @param work does what the requests ask for and notes the result in each
   */
  Turns(Clockwork clock, Consumer<List<T>> work) {
    this.clock = clock;
    this.work = work;
  }

  /**
   * Returns once the work that includes {@code request} has ended.
   *
   * @throws InterruptedException when the thread is interrupted while others work; if they have the
   *     request already, it is carried out all the same
   */
  void take(T request) throws InterruptedException {
    Ticket<T> ticket = new Ticket<>(request, clock.signal());
    synchronized (lock) {
      waiting.add(ticket);
      ticket.leads = !busy;
      busy = true;
    }
    if (!ticket.leads) {
      await(ticket);
    }
    if (ticket.leads) {
      lead();
    }
  }

  private void await(Ticket<T> ticket) throws InterruptedException {
    try {
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

  private void handOn() {
    Ticket<T> next = waiting.peek();
    if (next == null) {
      busy = false;
    } else {
      next.leads = true;
      next.signal.set();
    }
  }
}
