package com.quickdumpnow.relay.ops;

/** A command found that it cannot or should not do what it was asked. The message says why. */
final class NotDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotDoneException(String message) {
    super(message);
  }
}
