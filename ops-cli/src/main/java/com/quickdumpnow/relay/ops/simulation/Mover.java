package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.ops.migration.Migration;
import com.quickdumpnow.relay.ops.migration.Migration.Outcome;
import com.quickdumpnow.relay.ops.migration.MoveRefused;
import com.quickdumpnow.relay.ops.migration.Watcher;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.move.Following;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Home.Parts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whoever moves the store to the other engine and back, while everything runs: killed at any point,
 * and run again; now and then given up, and begun anew.
 */
final class Mover {
  private static final Duration BEGINS_WITHIN = Duration.ofMinutes(6);

  private final Stores stores;
  private final Processes processes;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Story story;
  private final Bug bug;
  private boolean done;
  private int runs;

  Mover(
      Stores stores, Processes processes, Scheduler scheduler, Chaos chaos, Story story, Bug bug) {
    this.stores = stores;
    this.processes = processes;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.story = story;
    this.bug = bug;
  }

  /** Whether the store has been there and is back. */
  boolean isDone() {
    return done;
  }

  void run() {
    scheduler.pause(BEGINS_WITHIN);
    move(true);
    scheduler.pause(BEGINS_WITHIN);
    move(false);
    done = true;
  }

  private void move(boolean away) {
    Run run;
    do {
      run = new Run("mover-" + ++runs, away);
      Run started = run;
      SimulatedProcess process = processes.begin(run.name);
      process.run(started::attempt);
      while (!run.over && process.isAlive()) {
        scheduler.pause(Duration.ofSeconds(20));
        if (!run.over && chaos.chance(0.2)) {
          story.tell("world", "kills " + run.name);
          process.kill();
        }
      }
      scheduler.pause(Duration.ofMinutes(2));
    } while (!run.moved);
  }

  /** Actors of a simulation take turns anyway. */
  private static final class OneByOne implements Parts {
    @Override
    public <T> void each(List<T> parts, Consumer<T> work) {
      parts.forEach(work);
    }
  }

  /** One run of {@code qdn migrate}. */
  private final class Run {
    private final String name;
    private final boolean away;
    private boolean over;
    private boolean moved;

    Run(String name, boolean away) {
      this.name = name;
      this.away = away;
    }

    void attempt() {
      try {
        go();
      } catch (StoreException | MoveRefused e) {
        story.tell(name, "ends: " + e.getMessage());
      }
      over = true;
    }

    private void go() {
      Stores.Homes homes = stores.homes();
      Following following = homes.following();
      Home target = away ? homes.second() : homes.first();
      Home source = bug.source(following.other(target));
      Migration migration =
          new Migration(
              source,
              target,
              name,
              false,
              scheduler,
              new OneByOne(),
              new Watcher() {
                @Override
                public void begins(Phase phase) {
                  story.tell(name, "begins to " + phase);
                }
              });
      if (!following.truth().equals(target) && chaos.chance(0.1)) {
        story.tell(name, "gives up what there is: " + migration.abandon());
        return;
      }
      Outcome outcome = migration.run();
      story.tell(name, "ends with " + outcome);
      Judge.check(!(outcome instanceof Outcome.Different), "the stores differ: " + outcome);
      moved = true;
    }
  }
}
