package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.store.table.Item;
import com.quickdumpnow.relay.store.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A table that never fails and forgets everything when the program ends. Thread-safe. */
public final class InMemoryTable implements Table {
  private static final Comparator<Entry> BY_POSITION =
      Comparator.comparing(Entry::position).thenComparing(Entry::key);

  private final TreeMap<String, Item> items = new TreeMap<>();
  private final Map<String, Long> counters = new HashMap<>();
  private final Set<String> carriedOut = new HashSet<>();

  /** As it is now, for an index that is not up to date. */
  public synchronized InMemoryTable copy() {
    InMemoryTable copy = new InMemoryTable();
    copy.items.putAll(items);
    return copy;
  }

  @Override
  public synchronized Found get(Collection<String> keys) {
    if (keys.isEmpty() || keys.size() > MOST_AT_ONCE || new HashSet<>(keys).size() < keys.size()) {
      throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " keys, each once");
    }
    return new Found(
        keys.stream().flatMap(key -> Optional.ofNullable(items.get(key)).stream()).toList(),
        List.of());
  }

  @Override
  public synchronized Outcome write(List<Edit> edits, String token) {
    boolean isTransaction = edits.size() > 1;
    if (edits.isEmpty() || edits.size() > MOST_AT_ONCE || token.length() > 36) {
      throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " edits, with a short token");
    }
    if (isTransaction && carriedOut.contains(token)) {
      return new Outcome.Written();
    }
    List<Edit> failed = edits.stream().filter(edit -> !holds(edit)).toList();
    if (!failed.isEmpty()) {
      return new Outcome.Overtaken(
          failed.stream()
              .flatMap(edit -> Optional.ofNullable(items.get(edit.key())).stream())
              .toList());
    }
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Put put -> items.put(put.key(), put.item());
        case Edit.Delete delete -> items.remove(delete.key());
        case Edit.Check _ -> {}
      }
    }
    carriedOut.add(token);
    return new Outcome.Written();
  }

  private boolean holds(Edit edit) {
    return Optional.ofNullable(items.get(edit.key())).map(Item::stamp).equals(edit.onto());
  }

  @Override
  public synchronized Slice query(Query query) {
    List<Entry> all = new ArrayList<>();
    for (Item item : items.values()) {
      Optional.ofNullable(item.places().get(query.index()))
          .filter(place -> place.list().equals(query.list()))
          .filter(place -> place.position().compareTo(query.from()) >= 0)
          .filter(place -> place.position().compareTo(query.to()) <= 0)
          .map(
              place ->
                  new Entry(
                      item.key(),
                      place.position(),
                      query.index() == Item.Index.LISTED ? item.stamp() : ""))
          .filter(
              entry ->
                  query.after().isEmpty() || BY_POSITION.compare(entry, query.after().get()) > 0)
          .ifPresent(all::add);
    }
    all.sort(BY_POSITION);
    List<Entry> slice = all.subList(0, Math.min(query.most(), all.size()));
    return new Slice(slice, slice.size() == all.size());
  }

  @Override
  public synchronized Items scan(Optional<String> after) {
    return new Items(
        List.copyOf(after.map(key -> items.tailMap(key, false)).orElse(items).values()),
        Optional.empty());
  }

  @Override
  public synchronized void count(String counter) {
    counters.merge(counter, 1L, Long::sum);
  }

  @Override
  public synchronized Counted counted(Collection<String> asked) {
    return new Counted(
        asked.stream().mapToLong(counter -> counters.getOrDefault(counter, 0L)).sum(), List.of());
  }
}
