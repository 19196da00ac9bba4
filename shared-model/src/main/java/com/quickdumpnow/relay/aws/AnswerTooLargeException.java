package com.quickdumpnow.relay.aws;

import java.io.IOException;

/** An answer has more octets than its reader takes. */
public final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(int limit) {
    super("the answer is larger than " + limit + " octets");
  }
}
