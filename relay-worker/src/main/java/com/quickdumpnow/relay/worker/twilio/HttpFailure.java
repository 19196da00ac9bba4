package com.quickdumpnow.relay.worker.twilio;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * A request that did not end in a 2xx answer, with what twilio-java's own exceptions leave out. It
 * passes through twilio-java as it is.
 */
abstract sealed class HttpFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private HttpFailure(String message) {
    super(message);
  }

  /** Twilio answered, and not with 2xx. */
  static final class Answered extends HttpFailure {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final long retryAfterSeconds;

    Answered(int status, Optional<Integer> code, Optional<Duration> retryAfter) {
      super("HTTP status " + status + code.map(c -> ", code " + c).orElse(""));
      this.status = status;
      this.code = code.orElse(0);
      this.retryAfterSeconds = retryAfter.map(Duration::toSeconds).orElse(-1L);
    }

    int status() {
      return status;
    }

    /** Twilio's error code, if the answer held one. */
    Optional<Integer> code() {
      return code == 0 ? Optional.empty() : Optional.of(code);
    }

    Optional<Duration> retryAfter() {
      return retryAfterSeconds < 0
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(retryAfterSeconds));
    }
  }

  /** No answer, or not all of it. The cause says how far it got. */
  static final class Broken extends HttpFailure {
    @Serial private static final long serialVersionUID = 1L;

    Broken(IOException cause) {
      super("no answer");
      initCause(cause);
    }
  }
}
