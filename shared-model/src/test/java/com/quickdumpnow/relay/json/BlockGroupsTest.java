package com.quickdumpnow.relay.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockGroupsTest {
  private final BlockGroups<String, String> groups =
      new BlockGroups<>(
          1 << 20,
          value -> value,
          some -> Map.of("list", String.join(",", some)),
          blocks -> List.of(blocks.getOrDefault("list", "").split(",", -1)));

  @Test
  void write_againAndAgainBehindTheSameFirstValue_doesNotRememberThemAll() {
    for (int version = 0; version < 10_000; version++) {
      var _ = groups.write(List.of("first", "second " + version));
    }

    assertThat(groups.remembered()).isLessThan(100);
  }
}
