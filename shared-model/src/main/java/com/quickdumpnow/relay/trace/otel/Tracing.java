package com.quickdumpnow.relay.trace.otel;

import com.quickdumpnow.relay.config.MalformedSettingException;
import com.quickdumpnow.relay.config.Secret;
import com.quickdumpnow.relay.config.Settings;
import com.quickdumpnow.relay.trace.Tracer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a program's traces go: nowhere, unless {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set. Then not
 * one class of OpenTelemetry is loaded either.
 *
 * @param endpoint of a collector that takes OTLP over HTTP; {@code /v1/traces} comes after it
 * @param headers what it wants to see of us; an authorization, as a rule
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/">the variables</a>
 */
public record Tracing(Optional<URI> endpoint, Map<String, Secret> headers) {
  public static final Tracing NONE = new Tracing(Optional.empty(), Map.of());

  private static final String FORMAT = "headers such as authorization=Basic%20…, commas between";

  public Tracing {
    headers = Map.copyOf(headers);
  }

  /** Asks for the two variables. */
  public static Supplier<Tracing> of(Settings settings) {
    Supplier<Optional<URI>> endpoint = settings.url("OTEL_EXPORTER_OTLP_ENDPOINT").optional();
    Supplier<Map<String, Secret>> headers =
        settings.parsed("OTEL_EXPORTER_OTLP_HEADERS", FORMAT, Tracing::headers).orElse(Map.of());
    return () -> new Tracing(endpoint.get(), headers.get());
  }

  /**
   * @param program how the traces call it, such as {@code qdn-api}
   */
  public Tracer tracer(String program) {
    if (endpoint.isEmpty()) {
      return Tracer.OFF;
    }
    return OtelTracer.start(endpoint.get(), headers, program);
  }

  /** As W3C Baggage has them: values are percent-encoded. */
  private static Map<String, Secret> headers(String list) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (String header : list.split(",", -1)) {
      int equals = header.indexOf('=');
      if (equals < 1) {
        throw new MalformedSettingException("has a part that is no name=value");
      }
      headers.put(
          header.substring(0, equals).strip(),
          Secret.of(percentDecoded(header.substring(equals + 1).strip())));
    }
    return headers;
  }

  private static String percentDecoded(String value) {
    // A plus is no space here, as it would be in a form.
    return java.net.URLDecoder.decode(
        value.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
  }
}
