package com.quickdumpnow.relay.ops.migration;

/** A move does not begin, or does not go on; the message says why, and what to do. */
public final class MoveRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MoveRefused(String message) {
    super(message);
  }
}
