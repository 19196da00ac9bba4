package com.quickdumpnow.relay.ops.smoke;

import java.io.Serial;

/** A step did not do what it should. */
final class SmokeFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param what was seen
   * @param advice what to look at next
   */
  SmokeFailure(String what, String advice) {
    super(what);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
