package com.quickdumpnow.relay.api;

import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what it is sent, or takes nothing. Thread-safe. */
final class FakeTriggerQueue implements TriggerQueue {
  private final List<Trigger> sent = new ArrayList<>();
  private boolean down;

  @Override
  public synchronized void send(List<Trigger> triggers) {
    if (down) {
      throw new QueueUnavailableException("down", new IllegalStateException("for the test"));
    }
    sent.addAll(triggers);
  }

  synchronized List<Trigger> sent() {
    return List.copyOf(sent);
  }

  synchronized void goDown() {
    down = true;
  }
}
