package com.quickdumpnow.relay.queue;

import org.jspecify.annotations.Nullable;

/** The queue did not take a message, or did not say so. */
public final class QueueUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public QueueUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
