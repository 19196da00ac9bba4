package com.quickdumpnow.relay.model;

import java.time.Instant;

/**
 * A text in which somebody said whether they want texts. What else it said is not kept.
 *
 * @param messageId Twilio's id of that text: the same for all deliveries of its news
 * @param from who wrote it
 * @param to the sender it was written to, as Twilio names it
 * @param receivedAt when Twilio told us, UTC
 */
public record InboundWord(
    MessageId messageId, PhoneNumber from, String to, Word word, Instant receivedAt) {
  /** What was said. */
  public enum Word {
    STOP,
    /** START or UNSTOP. */
    START,
    /** A START for every sender but a toll-free one. */
    YES
  }
}
