package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.table.Table.Edit;
import com.quickdumpnow.relay.store.table.Table.Outcome;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Changes by compare-and-set on whatever was looked at, as often as patience allows. Thread-safe.
 *
 * <p>The same edits are sent until it is known what became of them: they hold for the versions that
 * were looked at, so the first of them that lands keeps all others out. Whether that was one's own
 * says the commit in the items.
 */
final class Changes {
  private static final Duration HORIZON = Duration.ofSeconds(60);

  private final Table table;
  private final Reads reads;
  private final Clockwork clock;
  private final RandomGenerator random;
  private final StoreListener listener;
  private final Supplier<String> writer;
  private final AtomicLong sequence = new AtomicLong();

  Changes(
      Table table, Reads reads, Clockwork clock, RandomGenerator random, StoreListener listener) {
    this.table = table;
    this.reads = reads;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
    this.writer = new Writer(random);
  }

  /** Drawn at the first commit: in a Lambda with SnapStart, after the snapshot. */
  private static final class Writer implements Supplier<String> {
    private final RandomGenerator random;
    private Optional<String> name = Optional.empty();

    Writer(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public synchronized String get() {
      if (name.isEmpty()) {
        name = Optional.of(HexFormat.of().toHexDigits(random.nextLong()));
      }
      return name.get();
    }
  }

  Patience patience() {
    return new Patience(clock, random, HORIZON);
  }

  Instant now() {
    return clock.instant();
  }

  /** For those who only look. */
  Sight sight(int shard) {
    Patience patience = patience();
    return new Sight(keys -> reads.get(keys, patience), shard);
  }

  /** As {@link #make(int, Map, Function)}, with nothing read yet. */
  <R> R make(int shard, Function<Sight, R> change) {
    return make(shard, Map.of(), change);
  }

  /**
   * Applies {@code change} to what is current until what it makes of that is durable.
   *
   * @param shard whose copy of the settings is looked at
   * @param read items read already, after the call began
   */
  <R> R make(int shard, Map<String, Optional<Item>> read, Function<Sight, R> change) {
    return make(Fence.OF_PROGRAMS, shard, read, change);
  }

  /**
   * The same before another fence.
   *
   * @throws com.quickdumpnow.relay.store.StoreException.Fenced when the fence says so of the very
   *     state that the change would be made to
   */
  <R> R make(Fence fence, int shard, Map<String, Optional<Item>> read, Function<Sight, R> change) {
    return listener.during(() -> made(fence, shard, read, change));
  }

  private <R> R made(
      Fence fence, int shard, Map<String, Optional<Item>> read, Function<Sight, R> change) {
    Patience patience = patience();
    Map<String, Optional<Item>> known = new HashMap<>(read);
    OptionalLong mine = OptionalLong.empty();
    for (int attempt = 1; ; attempt++) {
      Sight sight =
          new Sight(
              keys -> known.keySet().containsAll(keys) ? known : reads.get(keys, patience), shard);
      R result = applied(change, sight, fence);
      if (sight.changesNothing() && sight.isOneItem()) {
        return result;
      }
      mine = mine.isPresent() ? mine : OptionalLong.of(sequence.incrementAndGet());
      Commit commit = new Commit(writer.get(), mine.getAsLong(), clock.instant());
      if (isCommitted(sight, commit, attempt, patience)) {
        return result;
      }
      listener.conflict();
      known.clear();
      patience.pauseForOthers();
    }
  }

  /** What a change throws counts as little as what it gives where it was not to happen. */
  private static <R> R applied(Function<Sight, R> change, Sight sight, Fence fence) {
    R result;
    try {
      result = change.apply(sight);
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      sight.heed(fence);
      throw e;
    }
    sight.heed(fence);
    return result;
  }

  private boolean isCommitted(Sight sight, Commit mine, int attempt, Patience patience) {
    List<Edit> edits = sight.edits(mine);
    String token = Item.stamp(mine) + "." + attempt;
    while (true) {
      try {
        switch (table.write(edits, token)) {
          case Outcome.Written _ -> {
            landed(sight, edits, patience);
            return true;
          }
          case Outcome.Overtaken(List<Item> current) -> {
            if (current.stream().anyMatch(item -> item.has(mine))) {
              listener.ownWriteRecognised();
              landed(sight, edits, patience);
              return true;
            }
            patience.clearDoubt();
            return false;
          }
        }
      } catch (TableException.Refused e) {
        throw patience.giveUp("the table refuses", e);
      } catch (TableException.NotDone e) {
        listener.retried();
        patience.pause("the table fails", e);
      } catch (TableException.OutcomeUnknown e) {
        if (!sight.changesNothing()) {
          patience.doubt();
        }
        listener.retried();
        patience.pause("the table fails", e);
      }
    }
  }

  private void landed(Sight sight, List<Edit> edits, Patience patience) {
    if (!sight.changesNothing()) {
      listener.committed(1, sight.size(edits), patience.spent());
      count();
    }
  }

  /** A count that is lost is made up for by time: see {@link TablePages}. */
  private void count() {
    try {
      table.count(Layout.counter(random.nextInt(Layout.SHARDS)));
    } catch (TableException _) {
      listener.retried();
    }
  }
}
