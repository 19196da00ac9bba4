package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.InboundJson;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import java.io.IOException;
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
final class FakeOutcomes implements ReceiptQueue {
  private static final Duration VISIBILITY = Duration.ofMinutes(2);
  private static final int BATCH = 10;

  private static final Duration LATENCY = Duration.ofMillis(40);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

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

  @Override
  public void send(Receipt receipt) {
    send(ReceiptJson.write(receipt));
  }

  @Override
  public void send(InboundWord inbound) {
    send(InboundJson.write(inbound));
  }

  private void send(String body) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.OUTCOMES);
    if (fate == Fate.NOT_DONE || fate == Fate.LOST) {
      throw failed(fate);
    }
    messages.add(new Message("m" + ++ids, body, scheduler.instant()));
    if (fate == Fate.ANSWER_LOST || fate == Fate.LATE) {
      throw failed(fate);
    }
  }

  private QueueUnavailableException failed(Fate fate) {
    if (fate != Fate.NOT_DONE) {
      scheduler.pause(TIMEOUT);
    }
    return new QueueUnavailableException("simulated", new IOException(fate.name()));
  }

  /** From SNS, which insists; now and then twice. */
  void publish(String body) {
    int copies = chaos.chance(0.1) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      messages.add(new Message("m" + ++ids, body, scheduler.instant()));
    }
  }

  boolean isEmpty() {
    return messages.isEmpty();
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
