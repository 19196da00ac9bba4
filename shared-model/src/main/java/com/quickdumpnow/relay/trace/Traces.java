package com.quickdumpnow.relay.trace;

import com.quickdumpnow.relay.model.TraceContext;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;

/** What this thread works at. */
public final class Traces {
  private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

  private Traces() {}

  /** The innermost span that {@link Span#call} is at here; none where nothing is traced. */
  public static Optional<TraceContext> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Works with {@code context} as the current one; for those who make spans. */
  public static <T, E extends Exception> T within(TraceContext context, CallableOp<T, E> work)
      throws E {
    return ScopedValue.where(CURRENT, context).call(work);
  }
}
