package com.quickdumpnow.relay.worker.relay;

import java.time.Instant;

/** What is to become of a trigger once it was handled. */
sealed interface Handled {
  /** It has served. */
  record Done(String reason) implements Handled {}

  /** Nothing before that time. Not a failure. */
  record Later(Instant notBefore, String reason) implements Handled {}

  /** It can never be handled: what it is for does not exist. */
  record Unusable(String reason) implements Handled {}
}
