package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Reconciliation.Trace;
import com.quickdumpnow.relay.decision.Route;
import com.quickdumpnow.relay.decision.SendOutcome;
import com.quickdumpnow.relay.model.DeliveryStatus;
import com.quickdumpnow.relay.model.MessageId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.worker.relay.CarrierUnavailableException;
import com.quickdumpnow.relay.worker.relay.TextCarrier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Twilio and the networks behind it: takes every post it gets as a message of its own, delivers
 * some and not others, tells of it late, twice, out of order or not at all, and lists a message
 * only a while after it was taken.
 */
final class FakeTwilio implements TextCarrier {
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LISTING_LAG = Duration.ofSeconds(10);
  private static final Duration LATE_RECEIPT = Duration.ofMinutes(12);
  private static final int[] REFUSALS = {
    20003, 21211, 21408, 21606, 21610, 21611, 30007, 30022, 12345
  };
  private static final int[] FAILURES = {
    30003, 30005, 30006, 30007, 30008, 30017, 30023, 30034, 30410
  };

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final SimulatedProcess world;
  private final Consumer<Callback> callbacks;
  private final BiConsumer<Text, FakeTwilio> handsets;
  private final Judge judge;
  private final Map<MessageId, Message> messages = new LinkedHashMap<>();
  private final Set<PhoneNumber> optedOut = new HashSet<>();

  private static final class Message {
    final MessageId id;
    final Text text;
    final Instant at;
    final Instant listedAt;
    DeliveryStatus status = DeliveryStatus.QUEUED;
    Optional<Integer> code = Optional.empty();

    Message(MessageId id, Text text, Instant at, Instant listedAt) {
      this.id = id;
      this.text = text;
      this.at = at;
      this.listedAt = listedAt;
    }
  }

  /**
   * @param world the process in which messages live on
   * @param callbacks where receipts go
   * @param handsets where texts go
   */
  FakeTwilio(
      Scheduler scheduler,
      Chaos chaos,
      Random random,
      SimulatedProcess world,
      Consumer<Callback> callbacks,
      BiConsumer<Text, FakeTwilio> handsets,
      Judge judge) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
    this.world = world;
    this.callbacks = callbacks;
    this.handsets = handsets;
    this.judge = judge;
  }

  /** What Twilio tells of a message, by the URL that was given with it. */
  record Callback(Text text, MessageId messageId, DeliveryStatus status, Optional<Integer> code) {}

  /** Twilio keeps opt-outs of its own. */
  void optOut(PhoneNumber phone, boolean out) {
    boolean _ = out ? optedOut.add(phone) : optedOut.remove(phone);
  }

  @Override
  public SendOutcome post(Text text) {
    scheduler.pause(LATENCY);
    if (optedOut.contains(text.to())) {
      return new SendOutcome.Refused(400, Optional.of(21610));
    }
    Fate fate = chaos.fate(Service.TWILIO);
    return switch (fate) {
      case WELL -> taken(text);
      case SLOW -> {
        scheduler.pause(TIMEOUT.minusSeconds(2));
        yield taken(text);
      }
      case NOT_DONE -> notDone();
      case ANSWER_LOST -> {
        accept(text);
        scheduler.pause(TIMEOUT);
        yield new SendOutcome.Ambiguous("simulated: the answer was lost");
      }
      case LATE -> {
        world.run(
            () -> {
              scheduler.pause(TIMEOUT);
              accept(text);
            });
        scheduler.pause(TIMEOUT);
        yield new SendOutcome.Ambiguous("simulated: no answer in time");
      }
      case LOST -> {
        scheduler.pause(TIMEOUT);
        yield new SendOutcome.Ambiguous("simulated: no answer");
      }
    };
  }

  private SendOutcome taken(Text text) {
    Message message = accept(text);
    scheduler.pause(LATENCY);
    return new SendOutcome.Accepted(message.id, DeliveryStatus.QUEUED);
  }

  private SendOutcome notDone() {
    return switch (random.nextInt(6)) {
      case 0 -> new SendOutcome.Throttled(Optional.empty());
      case 1 -> new SendOutcome.Unreachable("simulated: connection refused");
      case 2 -> new SendOutcome.Refused(400, Optional.of(21610));
      default ->
          new SendOutcome.Refused(400, Optional.of(REFUSALS[random.nextInt(REFUSALS.length)]));
    };
  }

  private Message accept(Text text) {
    MessageId id = new MessageId(String.format("SM%032d", messages.size() + 1));
    Duration lag = LISTING_LAG.multipliedBy(random.nextInt(100)).dividedBy(100);
    Message message = new Message(id, text, scheduler.instant(), scheduler.instant().plus(lag));
    messages.put(id, message);
    judge.accepted(text, "text " + id + " by " + text.route().name());
    world.run(() -> live(message));
    return message;
  }

  /** From the carrier's queue to the handset, or not. */
  private void live(Message message) {
    Optional<Integer> failure = Optional.empty();
    if (chaos.chance(0.15)) {
      failure = Optional.of(FAILURES[random.nextInt(FAILURES.length)]);
    }
    boolean stuck = chaos.chance(0.05);
    scheduler.pause(Duration.ofSeconds(chaos.chance(0.2) ? 90 : 3));
    Instant valid = message.at.plus(message.text.validity());
    if (stuck || scheduler.instant().isAfter(valid)) {
      scheduler.pauseUntil(valid);
      move(message, DeliveryStatus.FAILED, Optional.of(30036));
      return;
    }
    if (chaos.chance(0.8)) {
      move(message, DeliveryStatus.SENT, Optional.empty());
      scheduler.pause(Duration.ofSeconds(chaos.chance(0.2) ? 120 : 5));
    }
    if (failure.isPresent()) {
      move(message, DeliveryStatus.UNDELIVERED, failure);
      return;
    }
    judge.received(message.text, "text " + message.id);
    handsets.accept(message.text, this);
    if (!chaos.chance(0.05)) {
      move(message, DeliveryStatus.DELIVERED, Optional.empty());
    }
  }

  private void move(Message message, DeliveryStatus status, Optional<Integer> code) {
    message.status = status;
    message.code = code;
    int copies = chaos.chance(0.1) ? 0 : chaos.chance(0.1) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      boolean late = chaos.chance(0.1);
      world.run(() -> callBack(message, status, code, late));
    }
  }

  private void callBack(
      Message message, DeliveryStatus status, Optional<Integer> code, boolean late) {
    scheduler.pause(late ? LATE_RECEIPT : LATENCY);
    callbacks.accept(new Callback(message.text, message.id, status, code));
  }

  @Override
  public Optional<Trace> fetch(Route route, MessageId messageId) {
    answer();
    return Optional.ofNullable(messages.get(messageId)).map(FakeTwilio::trace);
  }

  @Override
  public List<Trace> list(Route route, PhoneNumber to, String body, Instant from) {
    answer();
    Collection<Message> all = messages.values();
    List<Trace> found = new ArrayList<>();
    for (Message message : all) {
      if (message.text.route().name().equals(route.name())
          && message.text.to().equals(to)
          && message.text.body().equals(body)
          && !message.at.isBefore(from)
          && !message.listedAt.isAfter(scheduler.instant())) {
        found.add(trace(message));
      }
    }
    return found;
  }

  private void answer() {
    scheduler.pause(LATENCY);
    if (chaos.fate(Service.TWILIO) != Fate.WELL) {
      scheduler.pause(TIMEOUT);
      throw new CarrierUnavailableException("simulated", null);
    }
  }

  private static Trace trace(Message message) {
    return new Trace(message.id, message.status, message.code);
  }
}
