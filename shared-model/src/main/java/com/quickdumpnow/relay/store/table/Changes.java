package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.Commit;
import com.quickdumpnow.relay.store.Patience;
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
    return new Sight(key -> read(key, patience), shard);
  }

  private Optional<Item> read(String key, Patience patience) {
    return reads.get(List.of(key), patience).values().iterator().next();
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
    Patience patience = patience();
    Map<String, Optional<Item>> known = new HashMap<>(read);
    while (true) {
      Sight sight =
          new Sight(key -> known.containsKey(key) ? known.get(key) : read(key, patience), shard);
      R result = change.apply(sight);
      if (isCommitted(sight, patience)) {
        return result;
      }
      listener.conflict();
      known.clear();
      patience.pauseForOthers();
    }
  }

  private boolean isCommitted(Sight sight, Patience patience) {
    if (sight.changesNothing() && sight.isOneItem()) {
      return true;
    }
    Commit mine = new Commit(writer.get(), sequence.incrementAndGet(), clock.instant());
    List<Edit> edits = sight.edits(mine);
    if (!isWritten(edits, mine, patience)) {
      return false;
    }
    if (!sight.changesNothing()) {
      listener.committed(1, sight.size(edits), patience.spent());
      count();
    }
    return true;
  }

  private boolean isWritten(List<Edit> edits, Commit mine, Patience patience) {
    boolean changes = edits.stream().anyMatch(edit -> !(edit instanceof Edit.Check));
    while (true) {
      try {
        switch (table.write(edits, mine)) {
          case Outcome.Written _ -> {
            return true;
          }
          case Outcome.Overtaken(List<Item> current) -> {
            boolean landed = current.stream().anyMatch(item -> item.has(mine));
            if (landed) {
              listener.ownWriteRecognised();
            } else {
              patience.clearDoubt();
            }
            return landed;
          }
        }
      } catch (TableException.Refused e) {
        throw patience.giveUp("the table refuses", e);
      } catch (TableException.NotDone e) {
        listener.retried();
        patience.pause("the table fails", e);
      } catch (TableException.OutcomeUnknown e) {
        if (changes) {
          patience.doubt();
        }
        listener.retried();
        patience.pause("the table fails", e);
      }
    }
  }

  /** A count that is lost is made up for by time: see {@link Pages}. */
  private void count() {
    try {
      table.count(Layout.counter(random.nextInt(Layout.SHARDS)));
    } catch (TableException _) {
      listener.retried();
    }
  }
}
