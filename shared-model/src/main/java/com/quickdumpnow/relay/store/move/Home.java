package com.quickdumpnow.relay.store.move;

import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store that can be moved out of and into. Thread-safe; every method throws {@link
 * StoreException} as the store does, and may be repeated.
 *
 * <p>What is written here under a mark is written only while the store has that very mark, which is
 * part of the write's condition: what a stopped run of a move has sent and lost sight of comes to
 * nothing once another run has taken over, or programs have.
 */
public interface Home {
  /** In words for an operator. */
  String name();

  /** What programs read and change; it takes their changes only while the mark lets it. */
  MaintenanceStore store();

  /** What it says of itself now; at least as new as what was done before the call. */
  Optional<MoveMark> mark();

  /**
   * Makes the store, if there is none yet, with nothing in it but that mark.
   *
   * @return whether it was made
   */
  boolean create(MoveMark first);

  /**
   * Sets the mark if it still is the one given, be that of another time.
   *
   * @return whether the mark is {@code to} now, by this call
   */
  boolean mark(Optional<MoveMark> from, MoveMark to);

  /**
   * Sees to it that from now on every program's change depends on the mark; to be called once the
   * mark says {@code LEAVING}, of which programs that come later take notice by themselves.
   *
   * @param done is told after each part how many pieces there were in it
   */
  void heed(MoveMark own, Parts parts, Consumer<Integer> done);

  /** All that there is, in parts of at most 1,000. Costs no more than it must. */
  void list(Consumer<List<Listed>> part);

  /** Those of them that there are. */
  Map<String, Piece> find(Collection<String> keys);

  /** Puts all pieces there, each in the place of its key. */
  void put(MoveMark own, Collection<Piece> pieces);

  /**
   * Takes those out.
   *
   * @return those that stay nevertheless, as this store never forgets them
   */
  List<String> remove(MoveMark own, Collection<String> keys);

  /**
   * What is there, without a look at what is in it.
   *
   * @param stamp another one whenever the piece is another one
   * @param piece is looked at when asked for, and may be newer; empty when it is gone
   */
  record Listed(String key, String stamp, Supplier<Optional<Piece>> piece) {}

  /** Works on parts of something, side by side or one after the other. */
  interface Parts {
    /** Returns when all are done; throws what one of them has thrown. */
    <T> void each(List<T> parts, Consumer<T> work);
  }
}
