package com.quickdumpnow.relay.json;

/**
 * A text is not the JSON it should be. The message says where (a JSON Pointer, RFC 6901) and what
 * would be right; it never repeats a value, which may be personal data.
 */
public final class BadJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  BadJsonException(String pointer, String problem) {
    super((pointer.isEmpty() ? "the top level" : pointer) + ": " + problem);
    this.pointer = pointer;
  }

  /** Where in the text; empty for the whole of it. */
  public String pointer() {
    return pointer;
  }
}
