package com.quickdumpnow.relay.ops.simulation;

import static com.quickdumpnow.relay.ops.simulation.Judge.check;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Network;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether customers get what was claimed for them, in time and once: judged from what the carriers
 * took and what came onto handsets and into mailboxes.
 */
final class MessageWatch {
  /**
   * What a post may take beyond its time: the request itself, and a server that works on when
   * nobody waits any more.
   */
  private static final Duration SLACK = Duration.ofSeconds(25);

  /** The longest that the store takes over what was looked up. */
  private static final Duration KEPT_WITHIN = Duration.ofMinutes(3);

  private final StoreWatch store;
  private final Map<NotificationId, List<Integer>> accepted = new HashMap<>();
  private final Map<NotificationId, Set<Integer>> received = new HashMap<>();

  MessageWatch(StoreWatch store) {
    this.store = store;
  }

  /** What there is before anything happens counts as received. */
  void begin(MaintenanceDocument first) {
    first.jobs().values().stream()
        .flatMap(history -> history.notifications().stream())
        .forEach(notification -> received.put(notification.id(), new HashSet<>(Set.of(1))));
  }

  /**
   * A carrier took a message. It must be claimed, and a repeat must be one of the labelled ones.
   *
   * @param now the time of the judge's clock
   */
  void accepted(NotificationId id, int number, Instant now) {
    List<Integer> before = accepted.computeIfAbsent(id, _ -> new ArrayList<>());
    check(!before.contains(number), id + "/" + number + " was posted twice");
    Optional<Attempt> attempt = attempt(id, number);
    if (attempt.isEmpty()) {
      check(store.wasRestored(), id + "/" + number + " was posted without a claim");
    } else {
      claimed(id, attempt.get(), before, now);
    }
    before.add(number);
  }

  private static void claimed(
      NotificationId id, Attempt attempt, List<Integer> before, Instant now) {
    String which = id + "/" + attempt.number();
    boolean earlierAccepted = before.stream().anyMatch(sent -> sent < attempt.number());
    check(!earlierAccepted || attempt.label().isPresent(), which + " repeats without a label");
    Instant latest = attempt.claim().at().plus(attempt.claim().postWithin()).plus(SLACK);
    check(!now.isAfter(latest), which + " was posted after its time");
  }

  /** What was kept of the number before the claim is looked at by it. */
  void notToALandline(Text text) {
    Optional<Attempt> attempt = attempt(text.notificationId(), text.attempt());
    Optional<Network> network = store.document().recipient(text.to()).network();
    if (attempt.isPresent() && network.isPresent()) {
      Instant claimedAt = attempt.get().claim().at();
      boolean known = claimedAt.isAfter(network.get().askedAt().plus(KEPT_WITHIN));
      check(
          !known || !network.get().isLandlineAt(claimedAt),
          text.notificationId() + " was texted to a landline");
    }
  }

  private Optional<Attempt> attempt(NotificationId id, int number) {
    return store.notification(id).flatMap(known -> known.attempt(number));
  }

  /** It came to the customer. */
  void received(NotificationId id, int attempt) {
    check(
        received.computeIfAbsent(id, _ -> new HashSet<>()).add(attempt),
        id + "/" + attempt + " reached the customer twice");
  }

  /** Whether anything of it came. */
  boolean isReceived(NotificationId id) {
    return received.containsKey(id);
  }
}
