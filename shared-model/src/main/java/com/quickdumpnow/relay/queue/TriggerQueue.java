package com.quickdumpnow.relay.queue;

import com.quickdumpnow.relay.model.Trigger;
import java.util.List;

/** Sends triggers to the worker, in order per job. Thread-safe. */
public interface TriggerQueue {
  /**
   * Sends all triggers.
   *
   * @throws QueueUnavailableException when at least one may not have been sent; sending it again is
   *     safe
   */
  void send(List<Trigger> triggers);
}
