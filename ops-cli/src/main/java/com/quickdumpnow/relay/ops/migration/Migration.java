package com.quickdumpnow.relay.ops.migration;

import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.MoveMark.State;
import com.quickdumpnow.relay.ops.migration.Copying.Pass;
import com.quickdumpnow.relay.ops.migration.Watcher.Phase;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Home.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Moves an installation from one store to another while it runs. For one thread; whatever it was
 * stopped at, another run goes on from there, and of two runs one is refused.
 *
 * <p>The target's mark is the move's lock, and taking it over is how a run begins: whatever the run
 * before has sent and may still arrive fails, as does its switch. The source's fence is lifted only
 * by who has the lock. So at no time two stores take changes, and there is no doubt which one does.
 */
public final class Migration {
  /** A run that has said nothing for so long is no more. */
  public static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration SAYS_SO_EVERY = SILENCE.dividedBy(4);

  /** With so little left to copy nothing is gained by another pass before the fence. */
  private static final int FEW = 25;

  private static final int MOST_PASSES = 6;

  /** So often what a pass under the fence has put right is looked at again. */
  private static final int COMPARED = 2;

  private final Home source;
  private final Home target;
  private final String name;
  private final InstantSource clock;
  private final Parts parts;
  private final Watcher watcher;
  private final boolean takesOver;
  private Instant saidSo = Instant.MIN;

  /**
   * @param source where the truth is, unless it has moved to the target already
   * @param name of this run, like no other's
   * @param takesOver whether the run before is known to be stopped, be it a moment ago
   */
  public Migration(
      Home source,
      Home target,
      String name,
      boolean takesOver,
      InstantSource clock,
      Parts parts,
      Watcher watcher) {
    this.takesOver = takesOver;
    this.source = source;
    this.target = target;
    this.name = name;
    this.clock = clock;
    this.parts = parts;
    this.watcher = watcher;
  }

  /** How a move ended. */
  public sealed interface Outcome {
    /**
     * The target is the truth.
     *
     * @param pieces how many were moved, each compared
     * @param kept how many only the target has, and goes on to keep
     * @param fenced for how long nothing could be changed
     */
    record Moved(int pieces, int kept, int passes, Duration fenced) implements Outcome {}

    /** It was, before. */
    record AlreadyThere() implements Outcome {}

    /** The source still is the truth: what was copied is not what is there. */
    record Different(List<String> keys) implements Outcome {
      public Different {
        keys = List.copyOf(keys);
      }
    }
  }

  /**
   * Moves, or goes on with a move.
   *
   * @throws MoveRefused when it may not
   * @throws StoreException when a store cannot be had; then run it again
   */
  public Outcome run() {
    Optional<MoveMark> locked = lock();
    if (locked.isEmpty()) {
      leave(source.mark(), target.mark());
      return new Outcome.AlreadyThere();
    }
    MoveMark own = locked.get();
    saidSo = own.at();
    MoveMark leaving = own.with(State.LEAVING);
    // A fence of a run before goes with that: programs need not wait until all is read again.
    require(source.mark(source.mark(), leaving));
    watcher.begins(Phase.TELL);
    source.heed(leaving, parts, heard(own)::looked);
    watcher.begins(Phase.COPY);
    Copying copying = new Copying(source, target, own, parts, heard(own));
    int passes = 1;
    while (copying.pass().changes() > FEW && passes < MOST_PASSES) {
      passes++;
    }
    MoveMark fenced = own.with(State.FENCED);
    require(source.mark(Optional.of(leaving), fenced));
    return settle(own, fenced, copying, passes);
  }

  /** Nothing changes: the last differences are copied, all is compared, and programs follow. */
  private Outcome settle(MoveMark own, MoveMark fenced, Copying copying, int passes) {
    Instant since = clock.instant();
    watcher.begins(Phase.COMPARE);
    Pass last = compared(own, fenced, copying);
    if (!last.isEqual()) {
      lift(own, fenced);
      return new Outcome.Different(last.differing());
    }
    watcher.begins(Phase.SWITCH);
    MoveMark open = own.with(State.OPEN);
    require(target.mark(Optional.of(own), open));
    leave(Optional.of(fenced), Optional.of(open));
    Duration took = Duration.between(since, clock.instant());
    return new Outcome.Moved(last.pieces(), copying.kept(), passes, took);
  }

  /** The last pass: the first that found nothing to do, or one too many that did. */
  private Pass compared(MoveMark own, MoveMark fenced, Copying copying) {
    try {
      Pass pass = copying.pass();
      for (int i = 0; i < COMPARED && !pass.isEqual(); i++) {
        pass = copying.pass();
      }
      return pass;
    } catch (StoreException e) {
      try {
        lift(own, fenced);
      } catch (StoreException | MoveRefused notLifted) {
        e.addSuppressed(notLifted);
      }
      throw e;
    }
  }

  /** The source has seen that it is left; programs would find out without that, at a price. */
  private void leave(Optional<MoveMark> was, Optional<MoveMark> open) {
    boolean isLeft =
        open.isPresent()
            && was.filter(mark -> mark.state() == State.FENCED)
                .filter(mark -> mark.move() == open.get().move())
                .isPresent();
    if (isLeft) {
      boolean _ = source.mark(was, open.get().with(State.LEFT));
    }
  }

  private void lift(MoveMark own, MoveMark fenced) {
    require(target.mark(Optional.of(own), own.with(State.LEFT)));
    require(source.mark(Optional.of(fenced), fenced.with(State.OPEN)));
  }

  /**
   * Gives a move up: the source takes changes as if there had been none.
   *
   * @return whether there was one
   * @throws MoveRefused when a run is still at it, or it is too late
   */
  public boolean abandon() {
    Optional<MoveMark> there = source.mark();
    if (there.isEmpty() || there.get().state() == State.OPEN) {
      return false;
    }
    Optional<MoveMark> held = target.mark();
    if (isOpen(held)) {
      throw new MoveRefused("The move is over: %s is the truth.".formatted(target.name()));
    }
    held.ifPresent(this::refuseWhileSeen);
    MoveMark given = new MoveMark(State.LEFT, there.get().move(), name, clock.instant());
    require(target.mark(held, given));
    require(source.mark(there, given.with(State.OPEN)));
    return true;
  }

  /** Takes the target, so that nobody else goes on; empty when there is nothing left to do. */
  private Optional<MoveMark> lock() {
    long last = source.mark().map(MoveMark::move).orElse(0L);
    if (target.create(mark(last + 1))) {
      return Optional.of(mark(last + 1));
    }
    Optional<MoveMark> held = target.mark();
    if (held.isEmpty()) {
      throw new MoveRefused(
          "%s is no empty store, and no move has ever filled it: it is left alone."
              .formatted(target.name()));
    }
    if (isOpen(held)) {
      return Optional.empty();
    }
    refuseWhileSeen(held.get());
    MoveMark own = mark(Math.max(last, held.get().move()) + 1);
    require(target.mark(held, own));
    return Optional.of(own);
  }

  private MoveMark mark(long number) {
    return new MoveMark(State.FILLING, number, name, clock.instant());
  }

  private void refuseWhileSeen(MoveMark held) {
    boolean isAtWork =
        !takesOver
            && held.state() == State.FILLING
            && !held.by().equals(name)
            && held.at().plus(SILENCE).isAfter(clock.instant());
    if (isAtWork) {
      throw new MoveRefused(
          "Another run (%s) was at it at %s: wait until it ends. Once it is stopped, wait %d s, or say --take-over."
              .formatted(held.by(), held.at(), SILENCE.toSeconds()));
    }
  }

  /** A store without a mark is none that was moved into. */
  private static boolean isOpen(Optional<MoveMark> mark) {
    return mark.filter(said -> said.state().takesChanges()).isPresent();
  }

  private Watcher heard(MoveMark own) {
    return new Watcher() {
      @Override
      public void looked(int pieces) {
        watcher.looked(pieces);
        say(own);
      }
    };
  }

  /** Says that this run is still at it. */
  private void say(MoveMark own) {
    Instant now = clock.instant();
    if (saidSo.plus(SAYS_SO_EVERY).isBefore(now)) {
      saidSo = now;
      require(target.mark(Optional.of(own), new MoveMark(own.state(), own.move(), own.by(), now)));
    }
  }

  private static void require(boolean isSet) {
    if (!isSet) {
      throw new MoveRefused("Another qdn migrate has taken over.");
    }
  }
}
