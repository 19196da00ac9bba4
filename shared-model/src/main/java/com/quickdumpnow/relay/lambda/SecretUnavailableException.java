package com.quickdumpnow.relay.lambda;

/** A secret could not be read. The message names the variable, never a value. */
public final class SecretUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretUnavailableException(String message) {
    super(message);
  }
}
