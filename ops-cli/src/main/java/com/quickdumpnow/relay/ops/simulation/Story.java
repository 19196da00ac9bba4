package com.quickdumpnow.relay.ops.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who did what, in order; the report of a failing run. Keeps the latest lines. */
final class Story {
  private static final int LONGEST = 3000;

  private final Scheduler scheduler;
  private final Deque<String> lines = new ArrayDeque<>();

  Story(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void tell(String who, String what) {
    if (lines.size() == LONGEST) {
      lines.removeFirst();
    }
    lines.add(scheduler.instant() + "  " + who + ": " + what);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
