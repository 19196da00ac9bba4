package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What stands between the entries of blocks, and which blocks each group has.
 *
 * @param between the document with the number of each block in the place of its entries
 * @param groups the blocks of each group, by the list that they stand in
 */
record BlockSkeleton<B>(Fields between, Map<Integer, Map<String, B>> groups) {
  /**
   * @param separator the block between two blocks of entries of one list
   * @param unpack a block's text
   * @throws BadJsonException unless each block with entries stands in a list, once
   */
  static <B> BlockSkeleton<B> of(List<Placed<B>> blocks, B separator, Function<B, byte[]> unpack) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Placed<B> placed = blocks.get(i);
      if (placed.group() != Placed.BETWEEN) {
        text.append(i);
      } else if (placed.block().equals(separator)) {
        text.append(',');
      } else {
        text.append(new String(unpack.apply(placed.block()), StandardCharsets.UTF_8));
      }
    }
    Fields between = Fields.of(Json.parse(text.toString()));
    return new BlockSkeleton<>(between, groups(between, blocks));
  }

  private static <B> Map<Integer, Map<String, B>> groups(Fields in, List<Placed<B>> blocks) {
    Map<Integer, Map<String, B>> groups = new TreeMap<>();
    Set<Integer> seen = new HashSet<>();
    for (String list : MaintenanceReader.LISTS) {
      for (int place : in.places(list)) {
        if (place >= blocks.size()
            || blocks.get(place).group() == Placed.BETWEEN
            || !seen.add(place)) {
          throw in.bad(list, "not a block of entries");
        }
        Placed<B> placed = blocks.get(place);
        if (groups
                .computeIfAbsent(placed.group(), _ -> new LinkedHashMap<>())
                .put(list, placed.block())
            != null) {
          throw in.bad(list, "a group has two blocks of it");
        }
      }
    }
    long entries = blocks.stream().filter(placed -> placed.group() != Placed.BETWEEN).count();
    if (seen.size() < entries) {
      throw in.bad("", "a block of entries stands in no list");
    }
    return groups;
  }

  /**
   * The blocks of the groups that have a block of one of those lists.
   *
   * @throws BadJsonException when one of them has a block of another list
   */
  List<Map<String, B>> having(List<String> lists) {
    List<Map<String, B>> having =
        groups.values().stream()
            .filter(group -> lists.stream().anyMatch(group::containsKey))
            .toList();
    for (Map<String, B> group : having) {
      if (!lists.containsAll(group.keySet())) {
        throw between.bad("", "a group has blocks of " + group.keySet());
      }
    }
    return having;
  }
}
