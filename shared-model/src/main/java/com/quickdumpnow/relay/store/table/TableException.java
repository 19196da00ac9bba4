package com.quickdumpnow.relay.store.table;

import org.jspecify.annotations.Nullable;

/** A request to the table failed. The subclasses say what that means. */
public abstract sealed class TableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** No answer, or one that says nothing (timeout, reset, 5xx): it may have taken effect. */
  public static final class OutcomeUnknown extends TableException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not take effect (throttled, another transaction under way); trying again may help. */
  public static final class NotDone extends TableException {
    private static final long serialVersionUID = 1L;

    public NotDone(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It did not take effect, and trying again will not help (no such table, item too large). */
  public static final class Refused extends TableException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
