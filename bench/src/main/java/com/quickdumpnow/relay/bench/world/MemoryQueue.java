package com.quickdumpnow.relay.bench.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A FIFO queue in memory: the order within a group, a group closed while one of its messages is in
 * flight, visibility timeouts. Sending, receiving and deleting take a time that does not grow with
 * the backlog. Thread-safe.
 */
final class MemoryQueue {
  private final Map<String, Group> groups = new HashMap<>();
  private final ArrayDeque<Group> open = new ArrayDeque<>();
  private final Map<String, Message> inFlight = new HashMap<>();
  private final PriorityQueue<Expiry> expiries =
      new PriorityQueue<>(Comparator.comparingLong(Expiry::at));
  private final Set<String> deduplication = new HashSet<>();

  private static final class Group {
    /** In the order of sending, in which also those come again that were received. */
    final PriorityQueue<Message> waiting =
        new PriorityQueue<>(Comparator.comparingLong(Message::number));

    int inFlight;
    boolean isOpen;
  }

  private long sent;

  private record Expiry(long at, String handle) {}

  /** As it was sent. */
  record Message(
      long number,
      String id,
      String group,
      String body,
      String attributes,
      long sentAtMillis,
      AtomicInteger receives) {}

  /** As it was received. */
  record Received(Message message, String handle, int receives) {}

  /** Adds it, unless there was one of that deduplication id. */
  synchronized Message send(String body, String attributes, String group, String deduplicationId) {
    Message message =
        new Message(
            sent++,
            UUID.randomUUID().toString(),
            group,
            body,
            attributes,
            System.currentTimeMillis(),
            new AtomicInteger());
    if (deduplication.add(group + " " + deduplicationId)) {
      Group own = groups.computeIfAbsent(group, _ -> new Group());
      own.waiting.add(message);
      openIfReady(own);
      notifyAll();
    }
    return message;
  }

  /** Some that are ready, as soon as there are any. */
  synchronized List<Received> receive(int most, long waitMillis, long visibilityMillis)
      throws InterruptedException {
    long end = System.currentTimeMillis() + waitMillis;
    while (true) {
      expire();
      List<Received> taken = take(most, visibilityMillis);
      long left = end - System.currentTimeMillis();
      if (!taken.isEmpty() || left <= 0) {
        return taken;
      }
      wait(Math.min(left, 100));
    }
  }

  private List<Received> take(int most, long visibilityMillis) {
    List<Received> taken = new ArrayList<>();
    while (taken.size() < most && !open.isEmpty()) {
      Group group = open.removeFirst();
      group.isOpen = false;
      while (taken.size() < most && !group.waiting.isEmpty()) {
        Message message = group.waiting.remove();
        group.inFlight++;
        String handle = UUID.randomUUID().toString();
        inFlight.put(handle, message);
        expiries.add(new Expiry(System.currentTimeMillis() + visibilityMillis, handle));
        taken.add(new Received(message, handle, message.receives().incrementAndGet()));
      }
    }
    return taken;
  }

  synchronized void delete(String handle) {
    ended(handle, false);
  }

  /** From now on it is hidden for that long; not at all for zero. */
  synchronized void hide(String handle, long millis) {
    if (millis == 0) {
      ended(handle, true);
    } else if (inFlight.containsKey(handle)) {
      expiries.removeIf(expiry -> expiry.handle().equals(handle));
      expiries.add(new Expiry(System.currentTimeMillis() + millis, handle));
    }
  }

  synchronized int size() {
    return groups.values().stream().mapToInt(group -> group.waiting.size()).sum();
  }

  private void expire() {
    while (!expiries.isEmpty() && expiries.peek().at() <= System.currentTimeMillis()) {
      ended(expiries.remove().handle(), true);
    }
  }

  private void ended(String handle, boolean comesAgain) {
    Optional.ofNullable(inFlight.remove(handle))
        .ifPresent(
            message -> {
              Group group = groups.get(message.group());
              if (group == null) {
                return;
              }
              group.inFlight--;
              if (comesAgain) {
                group.waiting.add(message);
              }
              if (group.inFlight == 0 && group.waiting.isEmpty()) {
                groups.remove(message.group());
              }
              openIfReady(group);
              notifyAll();
            });
  }

  private void openIfReady(Group group) {
    if (group.inFlight == 0 && !group.waiting.isEmpty() && !group.isOpen) {
      group.isOpen = true;
      open.addLast(group);
    }
  }
}
