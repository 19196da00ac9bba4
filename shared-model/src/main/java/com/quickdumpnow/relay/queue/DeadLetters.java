package com.quickdumpnow.relay.queue;

import com.quickdumpnow.relay.model.TraceContext;
import java.util.Optional;

/** Where messages end of which nothing will ever come, for people to look at. Thread-safe. */
public interface DeadLetters {
  /** Nobody takes any: they are left to the queue's own redrive policy. */
  DeadLetters NONE = _ -> false;

  /**
   * A message that is given up.
   *
   * @param body as it came
   * @param reason why, in words, without personal data
   * @param group its group, where the queue is FIFO
   * @param trace the span in which it was sent
   */
  record Letter(String body, String reason, Optional<String> group, Optional<TraceContext> trace) {
    @Override
    public String toString() {
      return "Letter[" + reason + "]";
    }
  }

  /**
   * Keeps it, byte for byte, with the reason. The same letter twice may be kept once.
   *
   * @return whether it is kept; if not, the message is not to be deleted
   * @throws QueueUnavailableException when it may not be kept; then neither
   */
  boolean bury(Letter letter);
}
