package com.quickdumpnow.relay.ops.twilio;

/** Twilio could not be asked. The message is for the operator. */
public final class TwilioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  TwilioException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  TwilioException(int status) {
    super("Twilio answered " + status + (status == 401 ? ": is the auth token right?" : ""));
    this.status = status;
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }
}
