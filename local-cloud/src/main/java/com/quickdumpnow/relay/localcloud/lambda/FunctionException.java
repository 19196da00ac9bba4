package com.quickdumpnow.relay.localcloud.lambda;

import java.io.Serial;

/** An invocation ended without an answer. */
public final class FunctionException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why. */
  public enum Kind {
    /** The handler threw, or its answer is larger than Lambda's 6 MB. */
    ERROR,
    /** The handler took longer than the function's timeout. */
    TIMEOUT,
    /** The event is larger than Lambda's 6 MB. */
    TOO_LARGE
  }

  FunctionException(String function, Kind kind, Throwable cause) {
    super("function " + function + ": " + kind, cause);
    this.kind = kind;
  }

  FunctionException(String function, Kind kind) {
    super("function " + function + ": " + kind);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
