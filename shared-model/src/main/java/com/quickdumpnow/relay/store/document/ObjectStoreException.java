package com.quickdumpnow.relay.store.document;

import org.jspecify.annotations.Nullable;

/** A get or put failed. The subclasses say what that means. */
public abstract sealed class ObjectStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ObjectStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** No answer, or one that says nothing (timeout, reset, 5xx): it may have taken effect. */
  public static final class OutcomeUnknown extends ObjectStoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not take effect (never connected, throttled); trying again may help. */
  public static final class NotDone extends ObjectStoreException {
    private static final long serialVersionUID = 1L;

    public NotDone(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not take effect, and trying again will not help (no such bucket, no permission). */
  public static final class Refused extends ObjectStoreException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
