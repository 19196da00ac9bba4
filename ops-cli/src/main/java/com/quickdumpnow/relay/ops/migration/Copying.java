package com.quickdumpnow.relay.ops.migration;

import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Home.Listed;
import com.quickdumpnow.relay.store.move.Home.Parts;
import com.quickdumpnow.relay.store.move.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes one store hold what another one does, pass by pass. What was read back from the target and
 * found equal is not looked at again before its stamp in the source is another one: so the last
 * pass, for which nothing may change, is short however much there is.
 */
final class Copying {
  private static final int AT_ONCE = 25;

  /** Known to be in the target, but not what it is. */
  private static final String UNCOMPARED = "";

  private final Home source;
  private final Home target;
  private final MoveMark own;
  private final Parts parts;
  private final Watcher watcher;

  /** By key, the stamp in the source of what the target was seen to hold. */
  private final Map<String, String> held = new ConcurrentHashMap<>();

  private final Set<String> stays = new HashSet<>();

  /**
   * @param own the target's mark, under which it is written
   */
  Copying(Home source, Home target, MoveMark own, Parts parts, Watcher watcher) {
    this.source = source;
    this.target = target;
    this.own = own;
    this.parts = parts;
    this.watcher = watcher;
    target.list(part -> part.forEach(listed -> held.put(listed.key(), UNCOMPARED)));
  }

  /**
   * What a pass found.
   *
   * @param pieces how many the source has
   * @param differing the keys of those that the target did not hold; it was told what they are
   * @param removed the keys of those that only the target held
   */
  record Pass(int pieces, List<String> differing, List<String> removed) {
    boolean isEqual() {
      return differing.isEmpty() && removed.isEmpty();
    }

    int changes() {
      return differing.size() + removed.size();
    }
  }

  /** How many pieces only the target has, which never forgets them: archived jobs and trailers. */
  int kept() {
    return stays.size();
  }

  Pass pass() {
    Set<String> there = ConcurrentHashMap.newKeySet();
    Set<String> differing = ConcurrentHashMap.newKeySet();
    AtomicInteger pieces = new AtomicInteger();
    source.list(
        part -> {
          part.forEach(listed -> there.add(listed.key()));
          pieces.addAndGet(part.size());
          List<Listed> unknown =
              part.stream().filter(each -> !each.stamp().equals(held.get(each.key()))).toList();
          parts.each(runs(unknown), some -> differing.addAll(copy(some)));
          watcher.looked(part.size());
        });
    return new Pass(pieces.get(), differing.stream().sorted().toList(), removeAllBut(there));
  }

  /** The keys of those that were not there, or otherwise. */
  private List<String> copy(List<Listed> some) {
    Map<String, Piece> held = target.find(some.stream().map(Listed::key).toList());
    List<Piece> differing = new ArrayList<>();
    for (Listed listed : some) {
      Optional<Piece> piece = listed.piece().get();
      if (piece.isPresent() && piece.get().equals(held.get(listed.key()))) {
        this.held.put(listed.key(), listed.stamp());
      } else {
        piece.ifPresent(differing::add);
      }
    }
    differing.forEach(piece -> this.held.put(piece.key(), UNCOMPARED));
    if (!differing.isEmpty()) {
      target.put(own, differing);
    }
    return differing.stream().map(Piece::key).toList();
  }

  private List<String> removeAllBut(Set<String> there) {
    List<String> gone =
        held.keySet().stream()
            .filter(key -> !there.contains(key) && !stays.contains(key))
            .sorted()
            .toList();
    if (gone.isEmpty()) {
      return gone;
    }
    List<String> kept = target.remove(own, gone);
    stays.addAll(kept);
    List<String> removed = gone.stream().filter(key -> !stays.contains(key)).toList();
    removed.forEach(held::remove);
    return removed;
  }

  private static List<List<Listed>> runs(List<Listed> all) {
    List<List<Listed>> runs = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      runs.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
    }
    return runs;
  }
}
