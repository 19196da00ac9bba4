package com.quickdumpnow.relay.ops.testing;

import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A collector of OpenTelemetry's, as far as a test needs one: OTLP over HTTP, kept in memory. */
public final class Collector implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();

  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final LoopbackServer server = LoopbackServer.start("Collector", 0, this::take);

  /**
   * A span that was exported.
   *
   * @param parentId empty for a root
   */
  public record Seen(
      String program,
      String name,
      String traceId,
      String spanId,
      String parentId,
      String kind,
      Map<String, String> attributes) {
    public boolean isOf(String key, String value) {
      return value.equals(attributes.get(key));
    }
  }

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
  public URI uri() {
    return server.uri();
  }

  public int requests() {
    return requests.get();
  }

  public List<Seen> spans() {
    return List.copyOf(spans);
  }

  /** Those of one notification, or one job, oldest first as they came. */
  public List<Seen> spansOf(String key, String value) {
    return spans.stream().filter(span -> span.isOf(key, value)).toList();
  }

  public Optional<Seen> span(String id) {
    return spans.stream().filter(span -> span.spanId().equals(id)).findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    boolean known =
        exchange.getRequestURI().getPath().equals("/v1/traces")
            && "application/x-protobuf"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (known) {
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      request.getResourceSpansList().forEach(this::keep);
    }
    exchange.sendResponseHeaders(known ? 200 : 404, -1);
    exchange.close();
  }

  private void keep(ResourceSpans resource) {
    String program =
        attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
    for (ScopeSpans scope : resource.getScopeSpansList()) {
      for (Span span : scope.getSpansList()) {
        spans.add(
            new Seen(
                program,
                span.getName(),
                HEX.formatHex(span.getTraceId().toByteArray()),
                HEX.formatHex(span.getSpanId().toByteArray()),
                HEX.formatHex(span.getParentSpanId().toByteArray()),
                span.getKind().name().replace("SPAN_KIND_", ""),
                attributes(span.getAttributesList())));
      }
    }
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                each ->
                    each.getValue().hasStringValue()
                        ? each.getValue().getStringValue()
                        : each.getValue().hasIntValue()
                            ? Long.toString(each.getValue().getIntValue())
                            : Boolean.toString(each.getValue().getBoolValue())));
  }

  @Override
  public void close() {
    server.close();
  }
}
