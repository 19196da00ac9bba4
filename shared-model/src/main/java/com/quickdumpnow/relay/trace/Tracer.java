package com.quickdumpnow.relay.trace;

import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the spans by which a notification can be followed through all programs. Thread-safe; never
 * throws, and never waits, {@link #flush} aside.
 */
public interface Tracer extends AutoCloseable {
  /** Records nothing, carries nothing. */
  Tracer OFF =
      new Tracer() {
        @Override
        public Span begin(
            String name, Optional<TraceContext> caller, NotificationId id, Instant since) {
          return Span.NONE;
        }

        @Override
        public Span step(Step step, Optional<TraceContext> parent, Optional<NotificationId> id) {
          return Span.NONE;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** What a span stands for. */
  enum Kind {
    /** Answers a request. */
    SERVER,
    /** Makes one. */
    CLIENT,
    /** Puts something into a queue. */
    PRODUCER,
    /** Works at something from a queue. */
    CONSUMER
  }

  record Step(Kind kind, String name) {}

  /**
   * The request that {@code id} came into being with: goes on with its caller's trace, or begins
   * the notification's own ({@link TraceContext#of}).
   *
   * @param since when it arrived
   */
  Span begin(String name, Optional<TraceContext> caller, NotificationId id, Instant since);

  /**
   * What happens to {@code id} later on: below {@code parent}; without one below the current span;
   * without either below the beginning of the notification's own trace; of no notification, it is a
   * trace by itself.
   */
  Span step(Step step, Optional<TraceContext> parent, Optional<NotificationId> id);

  /** Hands over what has ended, and waits for that a moment: before a Lambda is frozen. */
  void flush();

  /** Flushes, and ends. */
  @Override
  void close();
}
