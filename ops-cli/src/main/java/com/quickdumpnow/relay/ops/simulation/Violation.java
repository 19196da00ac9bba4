package com.quickdumpnow.relay.ops.simulation;

/**
 * A promise was broken. An error, so that no program under test takes it for one of its own
 * troubles.
 */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }
}
