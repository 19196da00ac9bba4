package com.quickdumpnow.relay.localcloud.twilio;

import java.time.Duration;

/**
 * What becomes of an accepted message, and how its status callbacks travel. The message resource
 * always tells the truth, the callbacks need not arrive.
 *
 * @param outcome what becomes of it
 * @param lost no callback is sent
 * @param repeats how many times each callback is sent again, at least 0
 * @param reordered the last callback is sent first
 * @param delay how long each callback comes after its event
 */
public record Receipts(
    Outcome outcome, boolean lost, int repeats, boolean reordered, Duration delay) {

  public Receipts {
    if (repeats < 0 || delay.isNegative()) {
      throw new IllegalArgumentException("repeats and delay must not be negative");
    }
  }

  /** Every callback once, in order, at once. */
  public static Receipts of(Outcome outcome) {
    return new Receipts(outcome, false, 0, false, Duration.ZERO);
  }

  public Receipts asLost() {
    return new Receipts(outcome, true, repeats, reordered, delay);
  }

  public Receipts repeated(int times) {
    return new Receipts(outcome, lost, times, reordered, delay);
  }

  public Receipts asReordered() {
    return new Receipts(outcome, lost, repeats, true, delay);
  }

  public Receipts delayed(Duration by) {
    return new Receipts(outcome, lost, repeats, reordered, by);
  }

  /** What becomes of a message. */
  public sealed interface Outcome {

    /** queued, sent, delivered; the handset has it. */
    record Delivered() implements Outcome {}

    /** queued, sent, undelivered with a code; the handset has it not. */
    record Undelivered(int code) implements Outcome {}

    /** queued, failed with a code; the handset has it not. */
    record Failed(int code) implements Outcome {}

    /**
     * queued, sent, and nothing more: a network without receipts, or a phone that is off.
     *
     * @param reached whether the handset has it
     */
    record Silent(boolean reached) implements Outcome {}

    /** queued until its validity has passed, then failed with 30036. */
    record Stuck() implements Outcome {}
  }
}
