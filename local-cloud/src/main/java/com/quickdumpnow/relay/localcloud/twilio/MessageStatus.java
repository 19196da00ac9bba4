package com.quickdumpnow.relay.localcloud.twilio;

import java.util.Arrays;
import java.util.Locale;

/** The message statuses this Twilio uses. */
public enum MessageStatus {
  ACCEPTED,
  QUEUED,
  SENDING,
  SENT,
  DELIVERED,
  UNDELIVERED,
  FAILED,
  RECEIVED;

  /** As it is spelled in JSON and in callbacks. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException naming the valid ones
   */
  static MessageStatus ofWire(String wire) {
    return Arrays.stream(values())
        .filter(s -> s.wire().equals(wire))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("status must be one of " + Arrays.toString(values())));
  }

  boolean isFinal() {
    return this == DELIVERED || this == UNDELIVERED || this == FAILED;
  }
}
