package com.quickdumpnow.relay.localcloud.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Every message, oldest first, and what each handset received. Safe for use by many threads. */
final class MessageBook {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TwilioMessage> messages = new LinkedHashMap<>();
  private final Map<String, List<HandsetText>> handsets = new LinkedHashMap<>();
  private final Journal journal;

  MessageBook(Journal journal) {
    this.journal = journal;
    journal.replay(m -> messages.put(m.sid(), m), this::hand);
  }

  void add(TwilioMessage message) {
    lock.lock();
    try {
      messages.put(message.sid(), message);
      journal.message(message);
    } finally {
      lock.unlock();
    }
  }

  Optional<TwilioMessage> find(String sid) {
    lock.lock();
    try {
      return Optional.ofNullable(messages.get(sid));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces a message and returns the new one.
   *
   * @throws IllegalArgumentException when there is none with this SID
   */
  TwilioMessage update(String sid, UnaryOperator<TwilioMessage> change) {
    lock.lock();
    try {
      TwilioMessage old = messages.get(sid);
      if (old == null) {
        throw new IllegalArgumentException("no message " + sid);
      }
      TwilioMessage changed = change.apply(old);
      messages.put(sid, changed);
      journal.message(changed);
      return changed;
    } finally {
      lock.unlock();
    }
  }

  List<TwilioMessage> all() {
    lock.lock();
    try {
      return List.copyOf(messages.values());
    } finally {
      lock.unlock();
    }
  }

  /** The phone shows the text. */
  void reach(String to, HandsetText text) {
    lock.lock();
    try {
      hand(to, text);
      journal.handset(to, text);
    } finally {
      lock.unlock();
    }
  }

  List<HandsetText> handset(String to) {
    lock.lock();
    try {
      return List.copyOf(handsets.getOrDefault(to, List.of()));
    } finally {
      lock.unlock();
    }
  }

  private void hand(String to, HandsetText text) {
    handsets.computeIfAbsent(to, _ -> new ArrayList<>()).add(text);
  }
}
