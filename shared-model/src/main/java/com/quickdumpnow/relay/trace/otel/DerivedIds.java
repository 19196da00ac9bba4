package com.quickdumpnow.relay.trace.otel;

import com.quickdumpnow.relay.model.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Random ids, but for a span whose ids follow from its notification. OpenTelemetry's own are drawn
 * from a source whose seed is in a SnapStart snapshot: all copies would have the same.
 */
final class DerivedIds implements IdGenerator {
  private static final ScopedValue<TraceContext> WANTED = ScopedValue.newInstance();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SPAN_BYTES = 8;
  private static final int TRACE_BYTES = 16;

  /** Starts a span with these very ids. */
  static Span with(TraceContext ids, Supplier<Span> start) {
    return ScopedValue.where(WANTED, ids).call(start::get);
  }

  @Override
  public String generateSpanId() {
    return WANTED.isBound() ? WANTED.get().spanId() : random(SPAN_BYTES);
  }

  @Override
  public String generateTraceId() {
    return WANTED.isBound() ? WANTED.get().traceId() : random(TRACE_BYTES);
  }

  /** Hex; all zeros would be no id. */
  private static String random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    bytes[0] |= 1;
    return HexFormat.of().formatHex(bytes);
  }
}
