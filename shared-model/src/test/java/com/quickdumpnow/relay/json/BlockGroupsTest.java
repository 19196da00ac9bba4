package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.json.MaintenanceBlocks.Placed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockGroupsTest {
  private final BlockGroups<String, String> groups =
      new BlockGroups<>(
          some -> Map.of("list", String.join(",", some)),
          blocks -> List.of(blocks.getOrDefault("list", "").split(",", -1)),
          new Placed<>(",", Placed.BETWEEN));

  @Test
  void write_ofOneSliceAfterAnother_doesNotRememberThemAll() {
    for (int version = 0; version < 10_000; version++) {
      var _ = groups.write(List.of(List.of("first", "second " + version)), 0);
    }

    assertThat(groups.remembered()).isLessThan(100);
  }

  @Test
  void read_ofOneVersionAfterAnother_doesNotRememberThemAll() {
    for (int version = 0; version < 10_000; version++) {
      var _ = groups.read(List.of(Map.of("list", "first,second " + version)));
    }

    assertThat(groups.remembered()).isLessThan(100);
  }

  @Test
  void read_ofTheSameBlocks_isTheSameInstance() {
    List<List<String>> before = groups.read(List.of(Map.of("list", "first,second")));

    assertThat(groups.read(List.of(Map.of("list", "first,second"))).getFirst())
        .isSameAs(before.getFirst());
  }

  @Test
  void read_ofTheSameFirstBlockBesideAnother_isReadAnew() {
    List<List<String>> before = groups.read(List.of(blocks("first", "a")));

    List<List<String>> after = groups.read(List.of(blocks("first", "b")));

    assertThat(after).isEqualTo(before);
    assertThat(after.getFirst()).isNotSameAs(before.getFirst());
  }

  private static Map<String, String> blocks(String first, String other) {
    Map<String, String> blocks = new LinkedHashMap<>();
    blocks.put("list", first);
    blocks.put("other", other);
    return blocks;
  }
}
