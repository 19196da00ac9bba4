package com.quickdumpnow.relay.store.register;

import org.jspecify.annotations.Nullable;

/** A register could not be asked, or did not answer. */
public final class RegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegisterException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
