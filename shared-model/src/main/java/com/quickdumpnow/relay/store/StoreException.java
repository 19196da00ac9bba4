package com.quickdumpnow.relay.store;

import org.jspecify.annotations.Nullable;

/** The store could not do what was asked. The subclasses say what that means for the change. */
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The store could not be reached or is busy: the change did not happen. Safe to repeat. */
  public static sealed class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The store is being left for another one, or was: it takes no changes, and this one did not
   * happen.
   */
  public static final class Fenced extends Unavailable {
    private static final long serialVersionUID = 1L;

    public Fenced(String message) {
      super(message, null);
    }
  }

  /**
   * The answer was lost for longer than it can be recognised: the change may or may not have
   * happened.
   */
  public static final class CommitUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public CommitUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The document is missing, does not parse, or is of a newer schema: it is left alone, and nothing
   * changes until it is mended.
   */
  public static final class DocumentRefused extends StoreException {
    private static final long serialVersionUID = 1L;

    public DocumentRefused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
