package com.quickdumpnow.relay.ops.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The processes of a run: started, killed and started again. The first failure ends the run. */
final class Processes {
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Story story;
  private final List<SimulatedProcess> living = new ArrayList<>();
  private final SimulatedProcess outside;
  private Optional<Throwable> failure = Optional.empty();

  Processes(Scheduler scheduler, Chaos chaos, Story story) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.story = story;
    this.outside = begin("outside");
  }

  /** A new one, in which nothing runs yet. */
  SimulatedProcess begin(String name) {
    SimulatedProcess process =
        new SimulatedProcess(
            scheduler,
            name,
            (actor, thrown) -> {
              story.tell(actor, "fails with " + thrown);
              failedIf(Optional.of(thrown));
            });
    living.removeIf(old -> !old.isAlive());
    living.add(process);
    return process;
  }

  /** The one that is never killed: people, and whatever is under way to a service. */
  SimulatedProcess outside() {
    return outside;
  }

  /** Runs a program, kills it now and then, and starts it again. */
  void keepAlive(String name, Consumer<SimulatedProcess> program) {
    outside.run(
        () -> {
          while (true) {
            SimulatedProcess process = begin(name);
            process.run(() -> program.accept(process));
            do {
              scheduler.pause(Duration.ofMinutes(4));
            } while (!chaos.chance(0.5));
            story.tell("world", "kills " + name);
            process.kill();
            scheduler.pause(Duration.ofMinutes(1));
          }
        });
  }

  /** The run has failed if there is something and nothing had failed before. */
  void failedIf(Optional<? extends Throwable> found) {
    failure = failure.or(() -> found);
  }

  boolean haveFailed() {
    return failure.isPresent();
  }

  /**
   * @throws Violation when that is the failure
   * @throws IllegalStateException with any other failure as its cause
   */
  void raiseFailure() {
    if (failure.isPresent()) {
      if (failure.get() instanceof Violation violation) {
        throw violation;
      }
      throw new IllegalStateException("a program failed", failure.get());
    }
  }

  /** Ends every thread. */
  void clear() {
    living.forEach(SimulatedProcess::kill);
    scheduler.run(() -> false);
  }
}
