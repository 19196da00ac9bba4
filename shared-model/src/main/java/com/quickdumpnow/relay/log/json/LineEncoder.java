package com.quickdumpnow.relay.log.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.TraceContext;
import com.quickdumpnow.relay.trace.Traces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * An event as a line: {@code {"at":"…","level":"INFO","logger":"StatusRoute","event":"status
 * changed","jobId":"…","nid":"…"}}. Flat, so that a filter can name each key; numbers and booleans
 * are such, and a key whose {@link Optional} value is empty is left out.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NOTHING = new byte[0];

  /** For logback. */
  public LineEncoder() {}

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField(LogKey.AT, Instant.ofEpochMilli(event.getTimeStamp()).toString());
      json.writeStringField(LogKey.LEVEL, event.getLevel().toString());
      json.writeStringField(LogKey.LOGGER, simpleName(event.getLoggerName()));
      json.writeStringField(LogKey.EVENT, event.getFormattedMessage());
      Optional<TraceContext> trace = Traces.current();
      if (trace.isPresent()) {
        json.writeStringField(LogKey.TRACE_ID, trace.get().traceId());
      }
      List<KeyValuePair> pairs = event.getKeyValuePairs();
      for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
        pair(json, pair.key, pair.value);
      }
      if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
        Failure failure = Failure.of(thrown.getThrowable());
        json.writeStringField(LogKey.ERROR, failure.words());
        json.writeStringField(LogKey.WHERE, failure.where());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toByteArray();
  }

  private static void pair(JsonGenerator json, String key, Object value) throws IOException {
    if (value instanceof Optional<?> maybe) {
      if (maybe.isPresent()) {
        pair(json, key, maybe.get());
      }
      return;
    }
    json.writeFieldName(key);
    switch (value) {
      case null -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      default -> json.writeString(value.toString());
    }
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
