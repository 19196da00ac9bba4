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

  /** It is right to send nothing. */
  record Suppress(String reason) implements Hop {}

  /** No hop is left. */
  record Exhausted(String reason) implements Hop {}
}
