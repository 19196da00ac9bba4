package com.quickdumpnow.relay.trace.otel;

import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Traces;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.ScopedValue.CallableOp;
import java.util.Optional;

/** A span of OpenTelemetry's. */
final class OtelSpan implements Span {
  private final io.opentelemetry.api.trace.Span span;
  private final TraceContext context;

  OtelSpan(io.opentelemetry.api.trace.Span span) {
    SpanContext ids = span.getSpanContext();
    this.span = span;
    this.context = new TraceContext(ids.getTraceId(), ids.getSpanId(), ids.isSampled());
  }

  @Override
  public Optional<TraceContext> context() {
    return Optional.of(context);
  }

  @Override
  public Span set(String key, Object value) {
    switch (value) {
      case Optional<?> maybe -> maybe.ifPresent(there -> set(key, there));
      case Integer number -> span.setAttribute(key, number);
      case Long number -> span.setAttribute(key, number);
      case Boolean flag -> span.setAttribute(key, flag);
      default -> span.setAttribute(key, value.toString());
    }
    return this;
  }

  @Override
  public <T, E extends Exception> T call(CallableOp<T, E> work) throws E {
    boolean done = false;
    try {
      T result = Traces.within(context, work);
      done = true;
      return result;
    } finally {
      if (!done) {
        failed();
      }
    }
  }

  @Override
  public void failed() {
    span.setStatus(StatusCode.ERROR);
  }

  @Override
  public void close() {
    span.end();
  }
}
