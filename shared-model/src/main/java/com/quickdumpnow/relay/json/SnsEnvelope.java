package com.quickdumpnow.relay.json;

import java.util.Optional;

/**
 * What <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-notification-json">SNS
 * wraps a message in</a> when it puts it into a queue. Its signature is not looked at: the queue's
 * policy says who may put something in.
 */
final class SnsEnvelope {
  private static final String TYPE = "Type";

  /** SES sends this to a topic that becomes the destination of its events. */
  private static final String TRIAL = "Successfully validated SNS topic";

  private SnsEnvelope() {}

  static boolean is(Fields in) {
    return in.maybeText(TYPE).isPresent();
  }

  /** The message; empty when it is about the topic itself. */
  static Optional<Fields> message(Fields in) {
    return Optional.of(in)
        .filter(envelope -> envelope.text(TYPE).equals("Notification"))
        .map(envelope -> envelope.text("Message"))
        .filter(message -> !message.startsWith(TRIAL))
        .map(message -> Fields.of(Json.parse(message)));
  }
}
