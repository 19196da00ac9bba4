package com.quickdumpnow.relay.ops.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * What a carrier sees of a sender, held against its pace: in no window are there more segments than
 * the pace allows, for as long as the window and the time that a text may lag behind its turn; and
 * one text more for each worker that was there.
 */
final class PaceWatch {
  /** The longest text, in segments. */
  static final int LONGEST = 3;

  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(3);

  private final double pace;
  private final Duration lag;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Deque<Instant> workers = new ArrayDeque<>();
  private Optional<Violation> violation = Optional.empty();
  private long segments;

  private record Sent(Instant at, int segments) {}

  PaceWatch(double pace, Duration lag) {
    this.pace = pace;
    this.lag = lag;
  }

  /** A worker was started. */
  void began(Instant at) {
    workers.addLast(at);
  }

  /** A text was handed to the carrier. */
  void sent(Instant at, int count) {
    segments += count;
    sent.addLast(new Sent(at, count));
    while (sent.getFirst().at().isBefore(at.minus(LONGEST_WINDOW))) {
      sent.removeFirst();
    }
    int inWindow = 0;
    for (Iterator<Sent> back = sent.descendingIterator(); back.hasNext(); ) {
      Sent earlier = back.next();
      inWindow += earlier.segments();
      check(inWindow, Duration.between(earlier.at(), at));
    }
  }

  private void check(int inWindow, Duration window) {
    double allowed = pace * window.plus(lag).toMillis() / 1000 + (double) LONGEST * workers.size();
    if (inWindow > allowed && violation.isEmpty()) {
      violation =
          Optional.of(
              new Violation(
                  "%d segments in %s, where %.0f are allowed"
                      .formatted(inWindow, window, allowed)));
    }
  }

  Optional<Violation> violation() {
    return violation;
  }

  /** How many segments in all. */
  long sent() {
    return segments;
  }
}
