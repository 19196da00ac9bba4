package com.quickdumpnow.relay.trace;

import com.quickdumpnow.relay.model.TraceContext;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;

/** One step of a trace, from when it was made until it is closed. Of one thread at a time. */
public interface Span extends AutoCloseable {
  /** One that nobody records. */
  Span NONE =
      new Span() {
        @Override
        public Optional<TraceContext> context() {
          return Optional.empty();
        }

        @Override
        public Span set(String key, Object value) {
          return this;
        }

        @Override
        public <T, E extends Exception> T call(CallableOp<T, E> work) throws E {
          return work.call();
        }

        @Override
        public void failed() {}

        @Override
        public void close() {}
      };

  /** To be carried to whoever goes on; empty where nothing is traced. */
  Optional<TraceContext> context();

  /**
   * @param key of {@link com.quickdumpnow.relay.log.LogKey}
   * @param value a number, a flag, or anything by its words; an empty Optional says nothing
   */
  Span set(String key, Object value);

  /** Works with this as the current span. What it throws makes the span a failure. */
  <T, E extends Exception> T call(CallableOp<T, E> work) throws E;

  /** What it stands for did not work out. */
  void failed();

  @Override
  void close();
}
