package com.quickdumpnow.relay.ops.importing;

import org.jspecify.annotations.Nullable;

/** A file as a whole cannot be imported. The message says why, and repeats nothing of a row. */
public final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
