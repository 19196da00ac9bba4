package com.quickdumpnow.relay.localcloud.web;

import java.io.IOException;
import java.io.Serial;

/** A request's body is larger than its reader accepts. */
public final class BodyTooLargeException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  BodyTooLargeException(int limit) {
    super("the body is larger than " + limit + " octets");
  }
}
