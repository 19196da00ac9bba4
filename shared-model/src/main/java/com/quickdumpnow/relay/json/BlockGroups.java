package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of slices of values, a group for each slice: those of the slices that did not change
 * since the last time (the same instances, or the same blocks) are taken from there. Not
 * thread-safe.
 *
 * @param <T> a value
 * @param <B> a block
 */
final class BlockGroups<T, B> {
  private static final int GROUPS_IN_A_RUN = 16;

  private final Function<List<T>, Map<String, B>> write;
  private final Function<Map<String, B>, List<T>> read;
  private final Placed<B> separator;
  private IdentityHashMap<List<T>, Group<T, B>> bySlice = new IdentityHashMap<>();
  private Map<B, Group<T, B>> byFirstBlock = new HashMap<>();
  private List<Neighbours<T, B>> last = List.of();

  /**
   * @param blocks by the list that each is part of
   */
  private record Group<T, B>(List<T> values, Map<String, B> blocks) {}

  /**
   * @param first the number of the first group
   * @param runs their blocks and what separates them, by the list that they are part of
   */
  private record Neighbours<T, B>(
      List<Group<T, B>> groups, int first, Map<String, List<Placed<B>>> runs) {
    boolean are(List<Group<T, B>> others, int firstOfOthers) {
      if (first != firstOfOthers || groups.size() != others.size()) {
        return false;
      }
      for (int i = 0; i < groups.size(); i++) {
        if (!isSame(groups.get(i), others.get(i))) {
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
   * @param write the blocks of some neighbours
   * @param read what such blocks say
   * @param separator what stands between two blocks of a list
   */
  BlockGroups(
      Function<List<T>, Map<String, B>> write,
      Function<Map<String, B>, List<T>> read,
      Placed<B> separator) {
    this.write = write;
    this.read = read;
    this.separator = separator;
  }

  /**
   * The blocks of {@code slices} in runs of neighbours, with what separates them but not the runs;
   * each run by the list that it is part of, and the same instance for as long as it stays as it
   * is.
   *
   * @param first the number of the first group
   */
  List<Map<String, List<Placed<B>>>> write(List<List<T>> slices, int first) {
    List<Group<T, B>> groups = new ArrayList<>(slices.size());
    for (List<T> slice : slices) {
      Group<T, B> known = bySlice.get(slice);
      groups.add(known != null ? known : new Group<>(slice, write.apply(slice)));
    }
    remember(groups);
    List<Neighbours<T, B>> all = new ArrayList<>();
    for (int from = 0; from < groups.size(); from += GROUPS_IN_A_RUN) {
      int end = Math.min(from + GROUPS_IN_A_RUN, groups.size());
      all.add(neighbours(all.size(), groups.subList(from, end), first + from));
    }
    last = all;
    return all.stream().map(Neighbours::runs).toList();
  }

  /** The slices whose blocks these are, in as many groups. */
  List<List<T>> read(List<Map<String, B>> blocks) {
    List<Group<T, B>> groups = blocks.stream().map(this::groupOf).toList();
    remember(groups);
    return groups.stream().map(Group::values).toList();
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

  private Neighbours<T, B> neighbours(int at, List<Group<T, B>> groups, int first) {
    if (at < last.size() && last.get(at).are(groups, first)) {
      return last.get(at);
    }
    Map<String, List<Placed<B>>> runs = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      int number = first + i;
      groups
          .get(i)
          .blocks()
          .forEach(
              (list, block) -> {
                List<Placed<B>> run = runs.computeIfAbsent(list, _ -> new ArrayList<>());
                if (!run.isEmpty()) {
                  run.add(separator);
                }
                run.add(new Placed<>(block, number));
              });
    }
    runs.replaceAll((_, run) -> List.copyOf(run));
    return new Neighbours<>(List.copyOf(groups), first, runs);
  }

  /** How many groups are known. */
  int remembered() {
    return bySlice.size();
  }

  /** Adds what is new; what has gone is forgotten when there is much of it. */
  private void remember(List<Group<T, B>> groups) {
    if (remembered() > 2 * groups.size() + 64) {
      bySlice = new IdentityHashMap<>();
      byFirstBlock = new HashMap<>();
    }
    for (Group<T, B> group : groups) {
      if (bySlice.put(group.values(), group) == null) {
        group.blocks().values().stream()
            .findFirst()
            .ifPresent(block -> byFirstBlock.put(block, group));
      }
    }
  }
}
