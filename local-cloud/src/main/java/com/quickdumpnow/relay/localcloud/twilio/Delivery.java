package com.quickdumpnow.relay.localcloud.twilio;

import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.ACCEPTED;
import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.DELIVERED;
import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.FAILED;
import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.QUEUED;
import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.SENT;
import static com.quickdumpnow.relay.localcloud.twilio.MessageStatus.UNDELIVERED;

import com.quickdumpnow.relay.localcloud.twilio.Receipts.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The life of each accepted message: one virtual thread moves it, a second one posts its callbacks,
 * so that a slow webhook delays no message.
 */
final class Delivery implements AutoCloseable {

  private static final int VALIDITY_EXPIRED = 30036;

  private final TwilioSettings settings;
  private final MessageBook book;
  private final Callbacks callbacks;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Delivery(TwilioSettings settings, MessageBook book, Callbacks callbacks) {
    this.settings = settings;
    this.book = book;
    this.callbacks = callbacks;
  }

  void begin(TwilioMessage message, Receipts plan) {
    Trail trail = new Trail(new LinkedBlockingQueue<>());
    start(() -> live(message, plan.outcome(), trail));
    if (message.statusCallback().isPresent() && !plan.lost()) {
      start(() -> post(trail, plan));
    }
  }

  /** Moves a message whatever its state, and posts one callback about it. */
  TwilioMessage report(String sid, MessageStatus status, Optional<Integer> code) {
    TwilioMessage reported = book.update(sid, m -> m.at(status, code, Instant.now()));
    if (status == DELIVERED) {
      reach(reported);
    }
    start(() -> post(new Event(reported, Instant.now()), Duration.ZERO, 0));
    return reported;
  }

  private void live(TwilioMessage message, Outcome outcome, Trail trail)
      throws InterruptedException {
    try {
      if (message.status() == ACCEPTED) {
        trail.add(book.update(message.sid(), this::chooseSender));
      }
      boolean expires =
          outcome instanceof Outcome.Stuck || settings.toSent().compareTo(message.validity()) > 0;
      Thread.sleep(expires ? message.validity() : settings.toSent());
      if (expires) {
        move(message, FAILED, Optional.of(VALIDITY_EXPIRED), trail);
      } else {
        leave(message, outcome, trail);
      }
    } finally {
      trail.end();
    }
  }

  private TwilioMessage chooseSender(TwilioMessage message) {
    String sender =
        message.messagingServiceSid().map(settings.messagingServices()::get).orElseThrow();
    return message
        .sentBy(sender, Segments.of(message.body()))
        .at(QUEUED, Optional.empty(), Instant.now());
  }

  private void leave(TwilioMessage message, Outcome outcome, Trail trail)
      throws InterruptedException {
    switch (outcome) {
      case Outcome.Failed(int code) -> move(message, FAILED, Optional.of(code), trail);
      case Outcome.Delivered() -> {
        travel(message, trail);
        reach(book.find(message.sid()).orElseThrow());
        move(message, DELIVERED, Optional.empty(), trail);
      }
      case Outcome.Undelivered(int code) -> {
        travel(message, trail);
        move(message, UNDELIVERED, Optional.of(code), trail);
      }
      case Outcome.Silent(boolean reached) -> {
        travel(message, trail);
        if (reached) {
          reach(book.find(message.sid()).orElseThrow());
        }
      }
      case Outcome.Stuck() -> throw new IllegalStateException("a stuck message never leaves");
    }
  }

  private void travel(TwilioMessage message, Trail trail) throws InterruptedException {
    move(message, SENT, Optional.empty(), trail);
    Thread.sleep(settings.toDelivered());
  }

  private void move(
      TwilioMessage message, MessageStatus status, Optional<Integer> code, Trail trail) {
    trail.add(book.update(message.sid(), m -> m.at(status, code, Instant.now())));
  }

  private void reach(TwilioMessage message) {
    book.reach(
        message.to(),
        new HandsetText(message.sid(), message.from().orElse(""), message.body(), Instant.now()));
  }

  private void post(Trail trail, Receipts plan) throws InterruptedException {
    List<Event> held = new ArrayList<>();
    Optional<Event> next = trail.events().take();
    while (next.isPresent()) {
      if (plan.reordered()) {
        held.add(next.get());
      } else {
        post(next.get(), plan.delay(), plan.repeats());
      }
      next = trail.events().take();
    }
    Collections.rotate(held, 1);
    for (Event event : held) {
      post(event, plan.delay(), plan.repeats());
    }
  }

  private void post(Event event, Duration delay, int repeats) throws InterruptedException {
    TwilioMessage message = event.message();
    if (message.statusCallback().isEmpty()) {
      return;
    }
    Duration wait = Duration.between(Instant.now(), event.at().plus(delay));
    if (wait.isPositive()) {
      Thread.sleep(wait);
    }
    for (int i = 0; i <= repeats; i++) {
      callbacks.post(
          message.statusCallback().get(), message.accountSid(), MessageForms.status(message));
    }
  }

  private void start(Task task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private record Event(TwilioMessage message, Instant at) {}

  /** The events of one message on their way to the postman; an empty one is the end. */
  private record Trail(BlockingQueue<Optional<Event>> events) {

    void add(TwilioMessage message) {
      events.add(Optional.of(new Event(message, Instant.now())));
    }

    void end() {
      events.add(Optional.empty());
    }
  }
}
