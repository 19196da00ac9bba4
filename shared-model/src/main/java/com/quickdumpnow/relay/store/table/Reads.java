package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Table.Counted;
import com.quickdumpnow.relay.store.table.Table.Entry;
import com.quickdumpnow.relay.store.table.Table.Found;
import com.quickdumpnow.relay.store.table.Table.Items;
import com.quickdumpnow.relay.store.table.Table.Query;
import com.quickdumpnow.relay.store.table.Table.Slice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads from the table for as long as patience allows: what failed is asked for again, and what the
 * table was too busy for is asked for by itself. Thread-safe.
 */
final class Reads {
  private final Table table;
  private final StoreListener listener;

  Reads(Table table, StoreListener listener) {
    this.table = table;
    this.listener = listener;
  }

  /** Each of those keys, with its item if there is one. */
  Map<String, Optional<Item>> get(Collection<String> keys, Patience patience) {
    Map<String, Optional<Item>> found = new HashMap<>();
    List<String> left = new ArrayList<>(new LinkedHashSet<>(keys));
    left.forEach(key -> found.put(key, Optional.empty()));
    while (!left.isEmpty()) {
      List<String> batch = left.subList(0, Math.min(Table.MOST_AT_ONCE, left.size()));
      Found answer = insist(patience, () -> table.get(List.copyOf(batch)));
      answer.items().forEach(item -> found.put(item.key(), Optional.of(item)));
      List<String> unread = answer.unread();
      batch.clear();
      left.addAll(unread);
      if (!unread.isEmpty()) {
        listener.retried();
        patience.pause("the table is busy", null);
      }
    }
    return found;
  }

  /** The items of those entries, without those that are gone; in their order. */
  List<Item> items(List<Entry> entries, Patience patience) {
    List<String> keys = entries.stream().map(Entry::key).toList();
    Map<String, Optional<Item>> found = get(keys, patience);
    return keys.stream()
        .distinct()
        .flatMap(key -> found.getOrDefault(key, Optional.empty()).stream())
        .toList();
  }

  /** Those entries of all shards of a list that stand in that range, shard by shard. */
  List<Entry> entries(Index index, String list, String from, String to, Patience patience) {
    List<Entry> all = new ArrayList<>();
    for (int shard = 0; shard < Layout.SHARDS; shard++) {
      all.addAll(
          entries(
              index,
              Layout.inShard(list, shard),
              from,
              to,
              Optional.empty(),
              Integer.MAX_VALUE,
              patience));
    }
    return all;
  }

  /**
   * The first entries of a list.
   *
   * @param most how many; fewer means there are no more
   */
  List<Entry> entries(
      Index index,
      String list,
      String from,
      String to,
      Optional<Entry> after,
      int most,
      Patience patience) {
    List<Entry> all = new ArrayList<>();
    Optional<Entry> last = after;
    boolean isLast = false;
    while (!isLast && all.size() < most) {
      Query query =
          new Query(index, list, from, to, last, Math.min(Table.MOST_ENTRIES, most - all.size()));
      Slice slice = insist(patience, () -> table.query(query));
      all.addAll(slice.entries());
      last = all.isEmpty() ? last : Optional.of(all.getLast());
      isLast = slice.isLast() || slice.entries().isEmpty();
    }
    return all;
  }

  /**
   * The first entries of a list that has no other order than that of its keys, through all shards.
   *
   * @param shard where to begin, behind {@code after} there
   */
  List<Entry> listed(String list, int shard, Optional<String> after, int most, Patience patience) {
    List<Entry> all = new ArrayList<>();
    Optional<Entry> last = after.map(key -> new Entry(key, key, ""));
    for (int at = shard; at < Layout.SHARDS && all.size() < most; at++) {
      all.addAll(
          entries(
              Index.LISTED,
              Layout.inShard(list, at),
              Layout.FIRST,
              Layout.LAST,
              last,
              most - all.size(),
              patience));
      last = Optional.empty();
    }
    return all;
  }

  /** Everything, archive included. */
  List<Item> scan(Patience patience) {
    return listener.during(() -> scanned(patience));
  }

  private List<Item> scanned(Patience patience) {
    Items items = scan(Optional.empty(), patience);
    List<Item> all = new ArrayList<>(items.items());
    // What is one part only needs no asking.
    OptionalLong about = items.next().isPresent() ? table.about() : OptionalLong.empty();
    while (items.next().isPresent()) {
      listener.scanned(all.size(), about);
      items = scan(items.next(), patience);
      all.addAll(items.items());
    }
    return all;
  }

  /** A part of everything. */
  Items scan(Optional<String> after, Patience patience) {
    return insist(patience, () -> table.scan(after));
  }

  /** How many changes there were, at least. */
  long counted(Patience patience) {
    long sum = 0;
    List<String> left = Layout.counters();
    while (!left.isEmpty()) {
      List<String> asked = left;
      Counted counted = insist(patience, () -> table.counted(asked));
      sum += counted.sum();
      left = counted.unread();
      if (!left.isEmpty()) {
        listener.retried();
        patience.pause("the table is busy", null);
      }
    }
    return sum;
  }

  private <T> T insist(Patience patience, Supplier<T> request) {
    return listener.during(() -> repeated(patience, request));
  }

  private <T> T repeated(Patience patience, Supplier<T> request) {
    while (true) {
      try {
        return request.get();
      } catch (TableException.Refused e) {
        throw patience.giveUp("the table refuses", e);
      } catch (TableException.NotDone | TableException.OutcomeUnknown e) {
        listener.retried();
        patience.pause("the table fails", e);
      }
    }
  }
}
