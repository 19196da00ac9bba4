package com.quickdumpnow.relay.time;

import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers what many threads ask for at the same time. One of them does the work for all who asked
 * before it began; who asks meanwhile waits for the next turn, which one of the waiting takes, or
 * is taken into this one. There is no thread of its own, and no lock is held during the work.
 *
 * <p>Who is at ease begins no turn for a while, but goes along with one that somebody else begins,
 * or that enough of the waiting make worth while.
 */
public final class Turns<T> {
  private final Clockwork clock;
  private final Consumer<Turn> work;
  private final Object lock = new Object();
  private final List<Ticket<T>> waiting = new ArrayList<>();
  private boolean busy;

  private static final class Ticket<T> {
    final T request;
    final Signal signal;
    volatile boolean leads;

    /** Guarded by the lock. */
    Ease ease;

    Ticket(T request, Signal signal, Ease ease) {
      this.request = request;
      this.signal = signal;
      this.ease = ease;
    }
  }

  /** What is worked for at once. For the thread that works. */
  public final class Turn {
    private final List<Ticket<T>> tickets = new ArrayList<>();

    private Turn() {}

    /** All that are in it by now, in the order in which they came. */
    public List<T> requests() {
      return tickets.stream().map(ticket -> ticket.request).toList();
    }

    /**
     * Takes in who has come meanwhile, at ease or not, where the work has to begin anew anyway.
     *
     * @return whether somebody has
     */
    public boolean join() {
      synchronized (lock) {
        boolean hasCompany = !waiting.isEmpty();
        tickets.addAll(waiting);
        waiting.clear();
        return hasCompany;
      }
    }
  }

  /**
   * @param work does what the requests ask for and notes the result in each
   */
  public Turns(Clockwork clock, Consumer<Turn> work) {
    this.clock = clock;
    this.work = work;
  }

  /** As {@link #take(Object, Ease)}, in the next turn. */
  public void take(T request) throws InterruptedException {
    take(request, Ease.NONE);
  }

  /**
   * Returns once the work that includes {@code request} has ended.
   *
   * @param ease whether it may wait for somebody else to begin a turn
   * @throws InterruptedException when the thread is interrupted while others work; if they have the
   *     request already, it is carried out all the same
   */
  public void take(T request, Ease ease) throws InterruptedException {
    Ticket<T> ticket = new Ticket<>(request, clock.signal(), ease);
    synchronized (lock) {
      waiting.add(ticket);
      handOnUnlessBusy();
    }
    if (!ticket.leads) {
      await(ticket, ease);
    }
    if (ticket.leads) {
      lead();
    }
  }

  private void await(Ticket<T> ticket, Ease ease) throws InterruptedException {
    try {
      if (!ease.isNone() && !ticket.signal.await(ease.atMost())) {
        synchronized (lock) {
          ticket.ease = Ease.NONE;
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
    Turn turn = new Turn();
    var _ = turn.join();
    try {
      work.accept(turn);
    } finally {
      turn.tickets.forEach(ticket -> ticket.signal.set());
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
        waiting.stream().filter(ticket -> waiting.size() >= ticket.ease.company()).findFirst();
    busy = next.isPresent();
    next.ifPresent(
        ticket -> {
          ticket.leads = true;
          ticket.signal.set();
        });
  }
}
