package com.quickdumpnow.relay.worker.health;

import com.quickdumpnow.relay.worker.fleet.Standing;
import com.quickdumpnow.relay.worker.relay.Relay;
import com.quickdumpnow.relay.worker.relay.RouteStates.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the worker is: {@code starting}; {@code ok}; {@code degraded} (some route rests, the others
 * carry on; or staff are not told of alerts); {@code down} (nothing is taken from the queue), with
 * the reasons, and how it stands among the workers. A worker that has its hands full takes nothing
 * and is well, as long as it gets some of it done; so is one that stands by while others suffice,
 * or waits for its share of the pace.
 */
record Health(Level level, List<String> reasons, Optional<Standing> fleet) {
  /** Polls follow each other in seconds; a silence of that length is no pause. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** Longer than it takes to see that all who had a share before are gone. */
  private static final Duration LONGEST_WITHOUT_SHARE = Duration.ofMinutes(2);

  static final Health STARTING = new Health(Level.STARTING, List.of(), Optional.empty());

  enum Level {
    STARTING,
    OK,
    DEGRADED,
    DOWN
  }

  Health {
    reasons = List.copyOf(reasons);
  }

  static Health of(Relay.Status status, Instant now) {
    List<String> reasons = new ArrayList<>();
    status.paused().ifPresent(reason -> reasons.add("polling pauses: " + reason));
    if (status.inHand().isStuck(now)) {
      reasons.add("all triggers in hand are stuck: none was finished for 15 minutes");
    }
    Optional<Duration> without = status.standing().without();
    if (without.isPresent() && without.get().compareTo(LONGEST_WITHOUT_SHARE) > 0) {
      reasons.add(
          "the fleet: no share of the routes' pace for " + without.get().toSeconds() + " s");
    }
    boolean polls = without.isEmpty() && !status.standing().standsBy();
    if (reasons.isEmpty() && polls && !status.inHand().isFull() && isSilent(status, now)) {
      reasons.add("polling: the queue has not answered for a minute");
    }
    boolean down = !reasons.isEmpty();
    for (Condition condition : status.routes()) {
      if (!condition.well()) {
        reasons.add("route " + condition.route() + ": " + condition.words());
      }
    }
    status.alertTrouble().ifPresent(reasons::add);
    return new Health(
        down ? Level.DOWN : reasons.isEmpty() ? Level.OK : Level.DEGRADED,
        reasons,
        Optional.of(status.standing()));
  }

  /** While its hands were full it had no cause to ask; what was finished last ended that. */
  private static boolean isSilent(Relay.Status status, Instant now) {
    Instant since = now.minus(LONGEST_SILENCE);
    return status.lastPoll().isBefore(since) && status.inHand().lastFinished().isBefore(since);
  }

  int httpStatus() {
    return switch (level) {
      case OK, DEGRADED -> 200;
      case STARTING, DOWN -> 503;
    };
  }

  /** The reasons are words of ours: nothing in them needs escaping but quotes and backslashes. */
  String json() {
    return reasons.stream()
        .map(reason -> '"' + reason.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(
            Collectors.joining(
                ",",
                "{\"status\":\"" + level.name().toLowerCase(Locale.ROOT) + "\",\"reasons\":[",
                "]" + fleet.map(Health::json).orElse("") + "}"));
  }

  private static String json(Standing standing) {
    return ",\"workers\":%d,\"leads\":%b,\"share\":%s"
        .formatted(standing.members(), standing.leads(), standing.share());
  }
}
