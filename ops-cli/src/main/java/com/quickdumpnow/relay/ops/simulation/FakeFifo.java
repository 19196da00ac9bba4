package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.TriggerJson;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.time.Clockwork.Signal;
import com.quickdumpnow.relay.worker.relay.TriggerSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The FIFO queue of triggers: order per group, a group blocked while one of it is in flight, five
 * minutes of deduplication, a dead-letter queue after {@link #MAX_RECEIVES}; and calls that fail
 * before or after they took effect.
 */
final class FakeFifo implements TriggerQueue, TriggerSource {
  static final int MAX_RECEIVES = 8;

  private static final Duration LATENCY = Duration.ofMillis(40);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Sent> seen = new HashMap<>();
  private final List<Trigger> dead = new ArrayList<>();
  private final Judge judge;
  private final boolean reuse;
  private Signal changed;
  private long handles;

  private record Sent(Trigger trigger, Instant at) {}

  private static final class Message {
    final Trigger trigger;
    final Instant sentAt;
    int receives;
    String handle = "";
    Instant visibleAt;

    Message(Trigger trigger, Instant now) {
      this.trigger = trigger;
      this.sentAt = now;
      this.visibleAt = now;
    }
  }

  /**
   * @param reuse whether the deduplication id leaves the generation out, a mistake
   */
  FakeFifo(Scheduler scheduler, Chaos chaos, Judge judge, boolean reuse) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.judge = judge;
    this.reuse = reuse;
    this.changed = scheduler.signal();
  }

  /** What ended in the dead-letter queue. */
  List<Trigger> dead() {
    return List.copyOf(dead);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  @Override
  public void send(List<Trigger> triggers) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.TRIGGERS);
    if (fate == Fate.NOT_DONE || fate == Fate.LOST) {
      throw failed(fate);
    }
    for (Trigger trigger : triggers) {
      Instant now = scheduler.instant();
      Sent before = seen.get(deduplicationId(trigger));
      if (before == null || before.at.plus(DEDUPLICATION).isBefore(now)) {
        seen.put(deduplicationId(trigger), new Sent(trigger, now));
        messages.add(new Message(trigger, now));
      } else {
        judge.swallowed(trigger, before.trigger);
      }
    }
    changed();
    if (fate == Fate.ANSWER_LOST || fate == Fate.LATE) {
      throw failed(fate);
    }
  }

  private String deduplicationId(Trigger trigger) {
    String id = trigger.jobId() + ":" + trigger.notificationId();
    return reuse ? id : id + ":" + trigger.attempt() + ":" + trigger.generation();
  }

  @Override
  public List<Delivery> receive(int max, Duration wait, Duration visibility) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.TRIGGERS);
    if (fate == Fate.NOT_DONE || fate == Fate.LOST) {
      throw failed(fate);
    }
    Instant until = scheduler.instant().plus(wait);
    List<Delivery> found = take(max, visibility);
    while (found.isEmpty() && scheduler.instant().isBefore(until)) {
      scheduler.await(changed, Duration.between(scheduler.instant(), nextVisible(until)));
      found = take(max, visibility);
    }
    if (fate == Fate.ANSWER_LOST) {
      throw failed(fate);
    }
    return found;
  }

  /** When there will be something to take even if nothing changes. */
  private Instant nextVisible(Instant until) {
    Instant next = until;
    for (Message message : messages) {
      if (message.visibleAt.isAfter(scheduler.instant()) && message.visibleAt.isBefore(next)) {
        next = message.visibleAt;
      }
    }
    return next;
  }

  private void changed() {
    changed.set();
    changed = scheduler.signal();
  }

  private List<Delivery> take(int max, Duration visibility) {
    Instant now = scheduler.instant();
    Set<String> blocked = new HashSet<>();
    for (Message message : messages) {
      if (message.visibleAt.isAfter(now)) {
        blocked.add(group(message));
      }
    }
    List<Delivery> found = new ArrayList<>();
    for (Iterator<Message> each = messages.iterator(); each.hasNext() && found.size() < max; ) {
      Message message = each.next();
      if (blocked.contains(group(message))) {
        continue;
      }
      if (message.receives >= MAX_RECEIVES) {
        dead.add(message.trigger);
        each.remove();
        continue;
      }
      message.receives++;
      message.handle = "h" + ++handles;
      message.visibleAt = now.plus(visibility);
      found.add(
          new Delivery(
              message.handle,
              group(message),
              TriggerJson.write(message.trigger),
              Optional.of(message.trigger),
              message.receives,
              message.sentAt));
    }
    return found;
  }

  @Override
  public void delete(Delivery delivery) {
    change(
        () -> {
          if (messages.removeIf(message -> message.handle.equals(delivery.handle()))) {
            delivery.trigger().ifPresent(trigger -> judge.deleted(trigger, holds(trigger)));
          }
        });
  }

  @Override
  public void keep(Delivery delivery, Duration visibility) {
    change(
        () ->
            messages.stream()
                .filter(message -> message.handle.equals(delivery.handle()))
                .forEach(message -> message.visibleAt = scheduler.instant().plus(visibility)));
  }

  @Override
  public void bury(Delivery delivery, String reason) {
    change(
        () ->
            messages.removeIf(
                message -> {
                  boolean buried = message.handle.equals(delivery.handle());
                  if (buried) {
                    dead.add(message.trigger);
                  }
                  return buried;
                }));
  }

  private boolean holds(Trigger trigger) {
    return messages.stream()
        .anyMatch(message -> message.trigger.notificationId().equals(trigger.notificationId()));
  }

  private void change(Runnable change) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.TRIGGERS);
    if (fate == Fate.NOT_DONE || fate == Fate.LOST) {
      throw failed(fate);
    }
    change.run();
    changed();
    if (fate == Fate.ANSWER_LOST) {
      throw failed(fate);
    }
  }

  private QueueUnavailableException failed(Fate fate) {
    if (fate != Fate.NOT_DONE) {
      scheduler.pause(TIMEOUT);
    }
    return new QueueUnavailableException("simulated", new IOException(fate.name()));
  }

  private static String group(Message message) {
    return message.trigger.jobId().value();
  }
}
