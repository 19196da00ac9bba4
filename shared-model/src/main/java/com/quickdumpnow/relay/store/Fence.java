package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.store.StoreException.Fenced;
import java.util.Optional;

/** Who may change a store, by what the store says of itself when the change is committed. */
@FunctionalInterface
public interface Fence {
  /** What every program stands before. */
  Fence OF_PROGRAMS =
      settings -> {
        Optional<MoveMark> closed = settings.move().filter(mark -> !mark.state().takesChanges());
        if (closed.isPresent()) {
          throw new Fenced(
              switch (closed.get().state()) {
                case LEFT -> "the store was left for another one: see docs/operations.md";
                case FILLING -> "the store is still being filled by qdn migrate";
                case FENCED, OPEN, LEAVING -> "the store is being moved by qdn migrate";
              });
        }
      };

  /**
   * @throws Fenced when a change is not to happen
   */
  void check(DocumentSettings settings);

  /** For that run of a move alone, and while the mark still is its. */
  static Fence of(MoveMark own) {
    return settings -> {
      if (settings.move().filter(own::isSameAs).isEmpty()) {
        throw new Fenced("another qdn migrate has taken over");
      }
    };
  }

  /** Whether a change of programs would be let through. */
  static boolean isOpen(Optional<MoveMark> mark) {
    return mark.isEmpty() || mark.get().state().takesChanges();
  }
}
