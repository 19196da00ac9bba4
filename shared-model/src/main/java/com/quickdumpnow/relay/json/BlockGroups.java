package com.quickdumpnow.relay.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of values in groups of a few neighbours, each group with its blocks: what did not
 * change since the last time (the same values, or the same blocks) is taken from there. Where a
 * group ends depends on its last value alone, so that a value more or less changes one group and
 * not all that follow, and all programs cut alike. Not thread-safe.
 *
 * @param <T> a value; the same instance is taken for unchanged
 * @param <B> a block
 */
final class BlockGroups<T, B> {
  private final int size;
  private final Function<T, String> key;
  private final Function<List<T>, Map<String, B>> write;
  private final Function<Map<String, B>, List<T>> read;
  private IdentityHashMap<T, Group<T, B>> byFirst = new IdentityHashMap<>();
  private Map<B, Group<T, B>> byFirstBlock = new HashMap<>();

  /**
   * @param blocks by the list that each is part of
   */
  record Group<T, B>(List<T> values, Map<String, B> blocks) {
    boolean startsAt(int from, List<T> all) {
      if (from + values.size() > all.size()) {
        return false;
      }
      for (int i = 0; i < values.size(); i++) {
        if (!isSame(values.get(i), all.get(from + i))) {
          return false;
        }
      }
      return true;
    }

    @SuppressWarnings("ReferenceEquality") // What is meant: a comparison would cost what it saves.
    private static <T> boolean isSame(T one, @Nullable T other) {
      return one == other;
    }
  }

  /**
   * @param size how many values a group has, on average; a power of two
   * @param key tells values apart
   * @param write the blocks of some neighbours
   * @param read what such blocks say
   */
  BlockGroups(
      int size,
      Function<T, String> key,
      Function<List<T>, Map<String, B>> write,
      Function<Map<String, B>, List<T>> read) {
    this.size = size;
    this.key = key;
    this.write = write;
    this.read = read;
  }

  /** The groups of {@code values}. */
  List<Group<T, B>> write(List<T> values) {
    List<Group<T, B>> groups = new ArrayList<>();
    for (int from = 0; from < values.size(); ) {
      Group<T, B> group = groupAt(from, values);
      groups.add(group);
      from += group.values().size();
    }
    remember(groups);
    return groups;
  }

  /** What the groups hold whose blocks these are. */
  List<T> read(List<Map<String, B>> blocks) {
    List<Group<T, B>> groups = new ArrayList<>();
    List<T> values = new ArrayList<>();
    for (Map<String, B> own : blocks) {
      Group<T, B> group = groupOf(own);
      groups.add(group);
      values.addAll(group.values());
    }
    remember(groups);
    return values;
  }

  private Group<T, B> groupOf(Map<String, B> blocks) {
    for (B first : blocks.values()) {
      Group<T, B> known = byFirstBlock.get(first);
      return known != null && known.blocks().equals(blocks)
          ? known
          : new Group<>(read.apply(blocks), blocks);
    }
    return new Group<>(List.of(), blocks);
  }

  private Group<T, B> groupAt(int from, List<T> values) {
    Group<T, B> known = byFirst.get(values.get(from));
    if (known != null && known.startsAt(from, values)) {
      int end = from + known.values().size();
      if (end == values.size() || isLast(values.get(end - 1))) {
        return known;
      }
    }
    int end = from + 1;
    while (end < values.size() && !isLast(values.get(end - 1))) {
      end++;
    }
    List<T> own = List.copyOf(values.subList(from, end));
    return new Group<>(own, write.apply(own));
  }

  private boolean isLast(T value) {
    int hash = key.apply(value).hashCode();
    return (((hash ^ (hash >>> 15)) * 0x2c1b3c6d) >>> 12) % size == 0;
  }

  /** How many groups are known: a group's first block may change while its first value stays. */
  int remembered() {
    return Math.max(byFirst.size(), byFirstBlock.size());
  }

  /** Replaces what is new; what has gone is forgotten when there is much of it. */
  private void remember(List<Group<T, B>> groups) {
    if (remembered() > 2 * groups.size() + 64) {
      byFirst = new IdentityHashMap<>();
      byFirstBlock = new HashMap<>();
    }
    for (Group<T, B> group : groups) {
      if (!group.values().isEmpty()
          && !Group.isSame(group, byFirst.put(group.values().getFirst(), group))) {
        group.blocks().values().stream()
            .findFirst()
            .ifPresent(block -> byFirstBlock.put(block, group));
      }
    }
  }
}
