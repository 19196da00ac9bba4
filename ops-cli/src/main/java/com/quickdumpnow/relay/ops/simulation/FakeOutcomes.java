package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The standard queue of receipts: no order, now and then one twice; what is not worked off comes
 * again.
 */
final class FakeOutcomes {
  private static final Duration VISIBILITY = Duration.ofMinutes(2);
  private static final int BATCH = 10;

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final List<Message> messages = new ArrayList<>();
  private int ids;

  /** A queued receipt. */
  static final class Message {
    final String id;
    final String body;
    Instant visibleAt;

    Message(String id, String body, Instant visibleAt) {
      this.id = id;
      this.body = body;
      this.visibleAt = visibleAt;
    }
  }

  FakeOutcomes(Scheduler scheduler, Chaos chaos, Random random) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
  }

  /**
   * Takes a receipt from the webhook.
   *
   * @return whether the webhook got an answer; if not, the carrier may call again
   */
  boolean offer(Receipt receipt) {
    Fate fate = chaos.fate(Service.OUTCOMES);
    if (fate == Fate.NOT_DONE || fate == Fate.LOST) {
      return false;
    }
    messages.add(new Message("m" + ++ids, ReceiptJson.write(receipt), scheduler.instant()));
    return fate != Fate.ANSWER_LOST && fate != Fate.LATE;
  }

  List<Message> receive() {
    Instant now = scheduler.instant();
    List<Message> visible = new ArrayList<>();
    for (Message message : messages) {
      if (!message.visibleAt.isAfter(now)) {
        visible.add(message);
      }
    }
    Collections.shuffle(visible, random);
    List<Message> batch = new ArrayList<>(visible.subList(0, Math.min(BATCH, visible.size())));
    for (Message message : batch) {
      message.visibleAt = now.plus(chaos.chance(0.05) ? Duration.ofSeconds(1) : VISIBILITY);
    }
    return batch;
  }

  void workedOff(List<Message> batch, Set<String> failures) {
    for (Message message : batch) {
      if (failures.contains(message.id)) {
        message.visibleAt = scheduler.instant().plusSeconds(10);
      } else {
        messages.remove(message);
      }
    }
  }
}
