package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.EmailAddress;
import com.quickdumpnow.relay.model.PhoneNumber;
import java.time.Duration;

/** The hop chosen for a notification, with the reason for the choice. */
sealed interface Hop {
  String reason();

  record Text(Route route, PhoneNumber to, String reason) implements Hop {}

  record Email(EmailAddress to, String reason) implements Hop {}

  /** No hop can be taken now. */
  record Wait(Duration delay, String reason) implements Hop {}

  /** A text would be too dear, so it is {@code instead}; staff are to hear of the limit. */
  record TooDear(Spending.Limit limit, Hop instead) implements Hop {
    @Override
    public String reason() {
      return instead.reason();
    }
  }

  /** It would not be true any more once it may be sent. */
  record Expire(String reason) implements Hop {}

  /** It is right to send nothing. */
  record Suppress(String reason) implements Hop {}

  /** No hop is left. */
  record Exhausted(String reason) implements Hop {}
}
