package com.quickdumpnow.relay.trace.otel;

import com.quickdumpnow.relay.model.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Random ids, but for a span whose ids follow from its notification. */
final class DerivedIds implements IdGenerator {
  private static final ScopedValue<TraceContext> WANTED = ScopedValue.newInstance();
  private static final IdGenerator RANDOM = IdGenerator.random();

  /** Starts a span with these very ids. */
  static Span with(TraceContext ids, Supplier<Span> start) {
    return ScopedValue.where(WANTED, ids).call(start::get);
  }

  @Override
  public String generateSpanId() {
    return WANTED.isBound() ? WANTED.get().spanId() : RANDOM.generateSpanId();
  }

  @Override
  public String generateTraceId() {
    return WANTED.isBound() ? WANTED.get().traceId() : RANDOM.generateTraceId();
  }
}
