package com.quickdumpnow.relay.trace.otel;

import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Span;
import com.quickdumpnow.relay.trace.Tracer;
import com.quickdumpnow.relay.trace.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A tracer by OpenTelemetry's SDK: sends in batches, drops what a slow collector cannot take. */
final class OtelTracer implements Tracer {
  private static final String SCOPE = "com.quickdumpnow.relay";
  private static final String PATH = "/v1/traces";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** What a customer's or a dispatcher's request may cost at the most when the collector hangs. */
  private static final Duration FLUSH_WITHIN = Duration.ofMillis(500);

  private final SdkTracerProvider provider;
  private final io.opentelemetry.api.trace.Tracer spans;

  private OtelTracer(SdkTracerProvider provider) {
    this.provider = provider;
    this.spans = provider.get(SCOPE);
  }

  static OtelTracer start(URI endpoint, Map<String, Secret> headers, String program) {
    OtelLog.toOurs();
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint + PATH)
            .setTimeout(TIMEOUT)
            .setConnectTimeout(CONNECT);
    headers.forEach((name, value) -> exporter.addHeader(name, value.reveal()));
    Resource resource =
        Resource.getDefault()
            .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), program)));
    return new OtelTracer(
        SdkTracerProvider.builder()
            .setResource(resource)
            .setIdGenerator(new DerivedIds())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter.build()).setScheduleDelay(EVERY).build())
            .build());
  }

  @Override
  public Span begin(String name, Optional<TraceContext> caller, NotificationId id, Instant since) {
    SpanBuilder builder =
        spans.spanBuilder(name).setSpanKind(SpanKind.SERVER).setStartTimestamp(since);
    return new OtelSpan(
        caller.isPresent()
            ? builder.setParent(remote(caller.get())).startSpan()
            : DerivedIds.with(
                TraceContext.of(id), () -> builder.setParent(Context.root()).startSpan()));
  }

  @Override
  public Span step(Step step, Optional<TraceContext> parent, Optional<NotificationId> id) {
    Context below =
        parent
            .or(Traces::current)
            .or(() -> id.map(TraceContext::of))
            .map(OtelTracer::remote)
            .orElseGet(Context::root);
    return new OtelSpan(
        spans.spanBuilder(step.name()).setSpanKind(kind(step.kind())).setParent(below).startSpan());
  }

  private static SpanKind kind(Kind kind) {
    return switch (kind) {
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case PRODUCER -> SpanKind.PRODUCER;
      case CONSUMER -> SpanKind.CONSUMER;
    };
  }

  private static Context remote(TraceContext context) {
    return Context.root()
        .with(
            io.opentelemetry.api.trace.Span.wrap(
                SpanContext.createFromRemoteParent(
                    context.traceId(),
                    context.spanId(),
                    context.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                    TraceState.getDefault())));
  }

  @Override
  public void flush() {
    var _ = provider.forceFlush().join(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    var _ = provider.shutdown().join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
