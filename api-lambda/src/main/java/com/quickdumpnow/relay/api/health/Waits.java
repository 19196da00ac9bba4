package com.quickdumpnow.relay.api.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.api.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long customers waited for their texts. Not thread-safe. */
final class Waits {
  /** From "at once" to "somebody will have called". */
  private static final List<Integer> UP_TO_SECONDS = List.of(5, 10, 30, 60, 300, 1800);

  private final List<Long> seconds = new ArrayList<>();

  /** A carrier's clock may say that a text arrived before it was asked for. */
  void count(Duration wait) {
    seconds.add(Math.max(0, wait.toSeconds()));
  }

  ObjectNode json() {
    Collections.sort(seconds);
    ObjectNode json =
        Json.object()
            .put("count", seconds.size())
            .put("p50Seconds", percentile(50))
            .put("p90Seconds", percentile(90));
    ArrayNode buckets = json.putArray("buckets");
    int before = 0;
    for (int limit : UP_TO_SECONDS) {
      int within = (int) seconds.stream().filter(each -> each <= limit).count();
      buckets.addObject().put("upToSeconds", limit).put("count", within - before);
      before = within;
    }
    buckets.addObject().putNull("upToSeconds").put("count", seconds.size() - before);
    return json;
  }

  private @Nullable Long percentile(int percent) {
    if (seconds.isEmpty()) {
      return null;
    }
    int rank = Math.ceilDiv(seconds.size() * percent, 100);
    return seconds.get(Math.max(1, rank) - 1);
  }
}
