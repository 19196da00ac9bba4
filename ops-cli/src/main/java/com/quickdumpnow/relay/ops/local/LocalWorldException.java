package com.quickdumpnow.relay.ops.local;

import java.io.Serial;

/** The local world cannot start; the message says what to do, for a person to read. */
public final class LocalWorldException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LocalWorldException(String message) {
    super(message);
  }

  LocalWorldException(String message, Throwable cause) {
    super(message, cause);
  }
}
