package com.quickdumpnow.relay.ops.chaos;

import java.util.List;

/**
 * What a run came to.
 *
 * @param lines the figures, for people
 * @param broken what must not be; empty when everything holds
 */
public record Report(List<String> lines, List<String> broken) {
  public Report {
    lines = List.copyOf(lines);
    broken = List.copyOf(broken);
  }

  public boolean holds() {
    return broken.isEmpty();
  }
}
