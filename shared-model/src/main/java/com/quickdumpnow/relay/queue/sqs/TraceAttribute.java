package com.quickdumpnow.relay.queue.sqs;

import com.quickdumpnow.relay.model.TraceContext;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The message attribute {@code traceparent}, beside the body: what reads none goes on as ever. */
public final class TraceAttribute {
  private static final String TYPE = "String";

  private TraceAttribute() {}

  /** None for no context. */
  public static Map<String, MessageAttributeValue> of(Optional<TraceContext> trace) {
    return trace
        .map(
            context ->
                Map.of(
                    TraceContext.NAME,
                    MessageAttributeValue.builder()
                        .dataType(TYPE)
                        .stringValue(context.traceparent())
                        .build()))
        .orElse(Map.of());
  }

  /** Empty when there is none, or nothing that is one. */
  public static Optional<TraceContext> in(Map<String, MessageAttributeValue> attributes) {
    return Optional.ofNullable(attributes.get(TraceContext.NAME))
        .map(MessageAttributeValue::stringValue)
        .flatMap(TraceContext::parse);
  }
}
