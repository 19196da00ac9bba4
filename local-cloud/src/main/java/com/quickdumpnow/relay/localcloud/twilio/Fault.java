package com.quickdumpnow.relay.localcloud.twilio;

import java.time.Duration;

/** What goes wrong with the answer to a create request. */
public sealed interface Fault {

  /** Twilio's error JSON with the code's own HTTP status; no message. */
  record Refuse(int code) implements Fault {}

  /** 429 with code 20429; no message. */
  record Throttle() implements Fault {}

  /**
   * A 5xx.
   *
   * @param status 500 to 599
   * @param html a proxy's HTML page instead of Twilio's JSON
   * @param accepted whether the message exists nevertheless
   */
  record ServerError(int status, boolean html, boolean accepted) implements Fault {

    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException("status must be 500 to 599");
      }
    }
  }

  /** The message exists; the connection closes without an answer. */
  record AcceptThenDrop() implements Fault {}

  /** No message; the connection closes without an answer. */
  record Drop() implements Fault {}

  /** The message exists at once; the right answer comes late. */
  record Slow(Duration by) implements Fault {}

  /** An answer that makes no sense. */
  record Garbage(Kind kind) implements Fault {

    /** Which nonsense. */
    public enum Kind {
      /** 201 whose connection closes in the middle of the body; the message exists. */
      HALF_BODY,
      /** 201 with a body that is not JSON; the message exists. */
      NOT_JSON,
      /** 201 with a status nobody knows; the message exists. */
      UNKNOWN_STATUS,
      /** 302 to another path; no message. */
      REDIRECT
    }
  }
}
