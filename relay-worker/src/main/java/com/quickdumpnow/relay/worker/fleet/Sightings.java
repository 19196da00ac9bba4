package com.quickdumpnow.relay.worker.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Since when each member has been silent, by our own monotonic clock: nobody's wall clock matters.
 * Not thread-safe.
 */
final class Sightings {
  private final Duration surelyOver;
  private Map<String, Sighting> last = new HashMap<>();

  private record Sighting(long beat, long at) {}

  Sightings(Lease lease) {
    this.surelyOver = lease.surelyOver();
  }

  void saw(Roster roster, long now) {
    Map<String, Sighting> next = new HashMap<>();
    for (Member member : roster.members()) {
      Sighting known = last.get(member.id());
      next.put(
          member.id(),
          known != null && known.beat() == member.beat()
              ? known
              : new Sighting(member.beat(), now));
    }
    last = next;
  }

  /** Whether that one, as it is there now, holds no lease any more for sure. */
  boolean isGone(Member member, long now) {
    Sighting seen = last.get(member.id());
    return seen != null && seen.beat() == member.beat() && now - seen.at() >= surelyOver.toNanos();
  }
}
