package com.quickdumpnow.relay.worker.relay;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The carrier could not be asked; its silence says nothing about the message. */
public final class CarrierUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public CarrierUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
