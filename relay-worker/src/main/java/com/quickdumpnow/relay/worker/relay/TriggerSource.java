package com.quickdumpnow.relay.worker.relay;

import com.quickdumpnow.relay.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where triggers come from. A delivery is ours until its visibility runs out; no other of its group
 * is delivered meanwhile, except within one batch, where a group's deliveries stand in order.
 * Thread-safe.
 */
public interface TriggerSource {
  /** The longest visibility there is, counted from the first receive. */
  Duration MAX_VISIBILITY = Duration.ofHours(12);

  /**
   * One message in hand.
   *
   * @param handle the right to delete it or to change its visibility
   * @param group the job it belongs to; deliveries of one group are worked in order
   * @param body as it came
   * @param trigger empty when the body does not parse
   * @param receiveCount how often it was received, this time included
   * @param sentAt when it was queued, UTC
   */
  record Delivery(
      String handle,
      String group,
      String body,
      Optional<Trigger> trigger,
      int receiveCount,
      Instant sentAt) {
    /** Without the body, which may be anything. */
    @Override
    public String toString() {
      return "Delivery[" + group + ", " + handle + ", received " + receiveCount + " times]";
    }
  }

  /**
   * Waits for messages, at most {@code wait}.
   *
   * @param max 1 to 10
   * @param visibility for how long they are ours
   * @throws com.quickdumpnow.relay.queue.QueueUnavailableException when it cannot be asked
   */
  List<Delivery> receive(int max, Duration wait, Duration visibility);

  /**
   * The delivery is worked off.
   *
   * @throws com.quickdumpnow.relay.queue.QueueUnavailableException when that may not have been
   *     taken note of; then it comes again
   */
  void delete(Delivery delivery);

  /**
   * The delivery is ours for that long from now; with zero it is anybody's at once.
   *
   * @throws com.quickdumpnow.relay.queue.QueueUnavailableException when that may not have been
   *     taken note of
   */
  void keep(Delivery delivery, Duration visibility);

  /**
   * Nothing will ever come of the delivery: it goes to the dead-letter queue, its body as it came,
   * with the reason. Where that cannot be done it is anybody's at once, until the queue's own
   * redrive policy moves it. Either way its group goes on.
   *
   * @param reason in words, without personal data
   * @throws com.quickdumpnow.relay.queue.QueueUnavailableException when that may not have been
   *     taken note of; then it comes again
   */
  void bury(Delivery delivery, String reason);
}
