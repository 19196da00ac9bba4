package com.quickdumpnow.relay.localcloud.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults still to come, in the order they were added. Thread-safe. */
public final class Faults {

  private final List<Fault> pending = new ArrayList<>();
  private int injected;

  /** Adds a fault behind those that still wait. */
  public synchronized void add(Fault fault) {
    pending.add(fault);
  }

  /** Shorthand for the next {@code times} requests of any kind about {@code subject}. */
  public void next(int times, String method, String subject, Fault.Effect effect) {
    add(new Fault(method, subject, times, effect));
  }

  /** Forgets every fault that has not happened yet. */
  public synchronized void clear() {
    pending.clear();
  }

  /** Faults still to come, each with the times that are left. */
  public synchronized List<Fault> pending() {
    return List.copyOf(pending);
  }

  /** How many requests were hit since the start. */
  public synchronized int injected() {
    return injected;
  }

  /** Takes the effect of the first fault that hits, using it up by one. */
  synchronized Optional<Fault.Effect> take(String method, String subject) {
    for (int i = 0; i < pending.size(); i++) {
      Fault fault = pending.get(i);
      if (fault.hits(method, subject)) {
        if (fault.times() == 1) {
          pending.remove(i);
        } else {
          pending.set(
              i, new Fault(fault.method(), fault.subject(), fault.times() - 1, fault.effect()));
        }
        injected++;
        return Optional.of(fault.effect());
      }
    }
    return Optional.empty();
  }
}
