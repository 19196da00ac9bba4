package com.quickdumpnow.relay.webhook;

import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to messages of which nothing will ever come. */
final class Poison {
  private static final Logger log = LoggerFactory.getLogger(Poison.class);

  private final DeadLetters deadLetters;

  Poison(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /**
   * @param reason why, in words
   */
  record Message(SqsBatch.Message message, String reason) {}

  /**
   * Returns the ids of those that nobody took: they come again until the queue's own redrive moves
   * them. A dead-letter queue that does not answer is asked once a batch, as the time is short.
   */
  List<String> bury(List<Message> messages) {
    int buried = 0;
    while (buried < messages.size() && isBuried(messages.get(buried))) {
      buried++;
    }
    return messages.subList(buried, messages.size()).stream()
        .map(left -> left.message().id())
        .toList();
  }

  private boolean isBuried(Message message) {
    try {
      return deadLetters.bury(
          new Letter(
              message.message().body(),
              message.reason(),
              Optional.empty(),
              message.message().trace()));
    } catch (QueueUnavailableException e) {
      log.atWarn().setCause(e).log("Left to the queue's own redrive");
      return false;
    }
  }
}
