package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.worker.fleet.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the workers to what they agreed on: at no moment do those that live use more than the whole
 * pace, and no two of them do what is to be done once.
 */
final class FleetWatch {
  /** Shares are millionths. */
  private static final double ROUNDING = 1e-9;

  private final List<Watched> workers = new ArrayList<>();

  private record Watched(SimulatedProcess process, Supplier<Standing> standing) {}

  void add(SimulatedProcess process, Supplier<Standing> standing) {
    workers.removeIf(known -> !known.process().isAlive());
    workers.add(new Watched(process, standing));
  }

  /** To be asked between any two turns. */
  Optional<Violation> violation() {
    double shares = 0;
    int leaders = 0;
    for (Watched worker : workers) {
      if (worker.process().isAlive()) {
        Standing standing = worker.standing().get();
        shares += standing.share();
        leaders += standing.leads() ? 1 : 0;
      }
    }
    if (shares > 1 + ROUNDING) {
      return Optional.of(new Violation("workers use " + shares + " of the pace"));
    }
    return leaders > 1
        ? Optional.of(new Violation(leaders + " workers lead at a time"))
        : Optional.empty();
  }

  /** Those that live: how each stands. */
  List<Standing> standings() {
    return workers.stream()
        .filter(worker -> worker.process().isAlive())
        .map(worker -> worker.standing().get())
        .toList();
  }
}
