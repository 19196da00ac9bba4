package com.quickdumpnow.relay.localcloud.twilio;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message resource as it stands.
 *
 * @param from empty while a messaging service has not chosen its sender
 * @param segments 0 while a messaging service has not chosen its sender
 * @param sent when it left for the network
 * @param statusCallback as given, fragment included
 * @param validity how long it may wait in the queue
 */
public record TwilioMessage(
    String sid,
    String accountSid,
    Direction direction,
    String to,
    Optional<String> from,
    Optional<String> messagingServiceSid,
    String body,
    int segments,
    MessageStatus status,
    Optional<Integer> errorCode,
    Instant created,
    Instant updated,
    Optional<Instant> sent,
    Optional<URI> statusCallback,
    Duration validity) {

  /** Who wrote it. */
  public enum Direction {
    OUTBOUND_API("outbound-api"),
    INBOUND("inbound");

    private final String wire;

    Direction(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  TwilioMessage at(MessageStatus next, Optional<Integer> code, Instant now) {
    Optional<Instant> left = next == MessageStatus.SENT ? Optional.of(now) : sent;
    return new TwilioMessage(
        sid,
        accountSid,
        direction,
        to,
        from,
        messagingServiceSid,
        body,
        segments,
        next,
        code,
        created,
        now,
        left,
        statusCallback,
        validity);
  }

  TwilioMessage sentBy(String sender, int counted) {
    return new TwilioMessage(
        sid,
        accountSid,
        direction,
        to,
        Optional.of(sender),
        messagingServiceSid,
        body,
        counted,
        status,
        errorCode,
        created,
        updated,
        sent,
        statusCallback,
        validity);
  }

  /** Neither number nor body. */
  @Override
  public String toString() {
    return "TwilioMessage[%s %s%s]"
        .formatted(sid, status.wire(), errorCode.map(c -> " " + c).orElse(""));
  }
}
