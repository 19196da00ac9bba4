package com.quickdumpnow.relay.store.move;

import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.StoreException.Fenced;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Knows which of two stores is the truth. Thread-safe.
 *
 * <p>A change is refused by a store that is not, or no more, and made in the other one then; that a
 * write which lost its answer has landed is still known by the store it went to. An answer counts
 * if the store says of itself afterwards what it said before.
 */
public final class Following {
  /** How long a change waits for the other store to open; whoever asked for it comes again. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** After so many that do not fit it is no move that makes them so. */
  private static final int LOOKS = 5;

  private final Home first;
  private final Home second;
  private final Clockwork clock;
  private final RandomGenerator random;
  private volatile Optional<Truth> known = Optional.empty();

  /** Where the truth is, by what that store said of itself. */
  record Truth(Home home, Optional<MoveMark> mark) {
    boolean isSameAs(Truth other) {
      return home.equals(other.home) && MoveMark.areSame(mark, other.mark);
    }

    boolean takesChanges() {
      return Fence.isOpen(mark);
    }
  }

  /**
   * @param first the one that is the truth while neither says otherwise
   */
  public Following(Home first, Home second, Clockwork clock, RandomGenerator random) {
    this.first = first;
    this.second = second;
    this.clock = clock;
    this.random = random;
  }

  /** The store that is the truth, asked anew. */
  public Home truth() {
    return found(patience()).home();
  }

  /** The other store of the two. */
  public Home other(Home home) {
    return home.equals(first) ? second : first;
  }

  /** What the truth has to say. */
  <T> T ask(Function<MaintenanceStore, T> question) {
    Patience patience = patience();
    while (true) {
      Truth at = at(patience);
      try {
        T answer = question.apply(at.home().store());
        if (isStill(at)) {
          return answer;
        }
        known = Optional.empty();
      } catch (StoreException e) {
        if (!hasMoved(at, patience)) {
          throw e;
        }
      }
      patience.pause("the store keeps moving", null);
    }
  }

  /** What that very store has to say, as long as it is the truth. */
  <T> T askOnly(MaintenanceStore store, Function<MaintenanceStore, T> question) {
    return ask(
        now -> {
          if (!now.equals(store)) {
            throw new Unavailable("the store was left meanwhile", null);
          }
          return question.apply(now);
        });
  }

  /** Makes a change in the truth, once. */
  <T> T change(Function<MaintenanceStore, T> change) {
    Patience patience = patience();
    while (true) {
      Truth at = at(patience);
      try {
        return change.apply(at.home().store());
      } catch (Fenced e) {
        if (!hasMoved(at, patience)) {
          patience.pause("the store is being moved", e);
        }
      } catch (CommitUnknown e) {
        throw e;
      } catch (StoreException e) {
        if (!hasMoved(at, patience)) {
          throw e;
        }
      }
    }
  }

  private Patience patience() {
    return new Patience(clock, random, WAIT);
  }

  private Truth at(Patience patience) {
    Optional<Truth> last = known;
    return last.isPresent() ? last.get() : found(patience);
  }

  /** Whether the truth is elsewhere than there; that is known then. */
  private boolean hasMoved(Truth at, Patience patience) {
    return !found(patience).isSameAs(at);
  }

  /** Whether what that store answered is the truth. */
  private boolean isStill(Truth at) {
    Optional<MoveMark> now = at.home().mark();
    return MoveMark.areSame(now, at.mark()) && (Fence.isOpen(now) || !isOpen(other(at.home())));
  }

  private boolean isOpen(Home home) {
    Optional<MoveMark> mark = home.mark();
    return isTruth(home, mark) && Fence.isOpen(mark);
  }

  /** Which store says of itself that it is the truth. */
  private Truth found(Patience patience) {
    for (int looks = 1; ; looks++) {
      Look one = Look.at(first);
      Look other = Look.at(second);
      List<Truth> open =
          List.of(one, other).stream()
              .flatMap(look -> look.truth().stream())
              .filter(truth -> isTruth(truth.home(), truth.mark()))
              .toList();
      List<Truth> taking = open.stream().filter(Truth::takesChanges).toList();
      if (taking.size() == 1) {
        return remembered(taking.getFirst());
      }
      // One that is fenced is the truth unless the other has opened meanwhile.
      if (taking.isEmpty() && open.size() == 1 && !isOpen(other(open.getFirst().home()))) {
        return remembered(open.getFirst());
      }
      Optional<StoreException> failure = one.failure().or(other::failure);
      if (failure.isPresent()) {
        throw failure.get();
      }
      // One was asked before the other: a move may have come in between.
      if (looks == LOOKS) {
        throw new DocumentRefused(
            (taking.isEmpty() ? "neither store says" : "both stores say")
                + " that it is the truth: see docs/operations.md",
            null);
      }
      patience.pause("it is not clear which store is the truth", null);
    }
  }

  private Truth remembered(Truth truth) {
    known = Optional.of(truth);
    return truth;
  }

  private boolean isTruth(Home home, Optional<MoveMark> mark) {
    return mark.map(
            said ->
                switch (said.state()) {
                  case OPEN, LEAVING, FENCED -> true;
                  case LEFT, FILLING -> false;
                })
        .orElse(home.equals(first));
  }

  /** What a store said of itself, or why it did not. */
  private record Look(Optional<Truth> truth, Optional<StoreException> failure) {
    static Look at(Home home) {
      try {
        return new Look(Optional.of(new Truth(home, home.mark())), Optional.empty());
      } catch (StoreException e) {
        return new Look(Optional.empty(), Optional.of(e));
      }
    }
  }
}
