package com.quickdumpnow.relay.ops.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far others' clocks are from this machine's. Not thread-safe. */
final class Clocks {
  private final InstantSource here;
  private final Map<String, Duration> ahead = new LinkedHashMap<>();

  Clocks(InstantSource here) {
    this.here = here;
  }

  /** Who just said that it is that late there. */
  void heard(String who, Instant there) {
    ahead.put(who, Duration.between(here.instant(), there));
  }

  /** By how much others are ahead of this machine, to about a second; negative: behind. */
  Map<String, Duration> ahead() {
    return new LinkedHashMap<>(ahead);
  }
}
