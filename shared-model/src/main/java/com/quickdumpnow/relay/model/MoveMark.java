package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store says of itself since it was first moved from, or into. Of an installation's stores
 * one at most is ever the truth and takes changes.
 *
 * @param move the number of the move; every move has another, greater than all before it
 * @param by who is at it: a name of its own for each run of {@code qdn migrate}
 * @param at when that run was last seen at it
 */
public record MoveMark(State state, long move, String by, Instant at, Extras extras) {
  /** Where in a move a store is. */
  public enum State {
    /** It is the truth, and nothing is about to change that. */
    OPEN,
    /** It is the truth, and is being copied. */
    LEAVING,
    /** It is the truth unless the other one is open, and nothing changes in it. */
    FENCED,
    /** It was the truth. */
    LEFT,
    /** It is going to be the truth; nobody but the move writes it. */
    FILLING;

    /** Whether changes are taken; then it is the truth. */
    public boolean takesChanges() {
      return this == OPEN || this == LEAVING;
    }
  }

  public MoveMark(State state, long move, String by, Instant at) {
    this(state, move, by, at, Extras.NONE);
  }

  public MoveMark with(State newState) {
    return new MoveMark(newState, move, by, at, extras);
  }

  /** Whether the same run said the same, be it at another time. */
  public boolean isSameAs(MoveMark other) {
    return state == other.state && move == other.move && by.equals(other.by);
  }

  /** The same of two stores that may have none. */
  public static boolean areSame(Optional<MoveMark> one, Optional<MoveMark> other) {
    return one.map(mark -> other.filter(mark::isSameAs).isPresent()).orElse(other.isEmpty());
  }
}
