package com.quickdumpnow.relay.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.quickdumpnow.relay.model.TraceContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What Lambda hands over from an SQS queue, and which of it is to come again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">partial
 *     batch responses</a>
 */
record SqsBatch(List<Message> messages) {
  private static final JsonFactory JSON = new JsonFactory();

  SqsBatch {
    messages = List.copyOf(messages);
  }

  /**
   * @param id what the response calls it by
   * @param trace the span in which it was sent
   */
  record Message(String id, String body, Optional<TraceContext> trace) {}

  /**
   * @throws IOException when it is no such event; the whole batch then comes again
   */
  static SqsBatch read(InputStream event) throws IOException {
    try (JsonParser in = JSON.createParser(event)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not an SQS event: no object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = in.currentName().equals("Records");
        if (in.nextToken() == JsonToken.START_ARRAY && records) {
          return new SqsBatch(messages(in));
        }
        in.skipChildren();
      }
    }
    throw new IOException("not an SQS event: no Records");
  }

  static void writeFailures(Collection<String> ids, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("batchItemFailures");
      for (String id : ids) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", id);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static List<Message> messages(JsonParser in) throws IOException {
    List<Message> messages = new ArrayList<>();
    while (in.nextToken() == JsonToken.START_OBJECT) {
      messages.add(message(in));
    }
    if (in.currentToken() != JsonToken.END_ARRAY) {
      throw new IOException("not an SQS event: a record is no object");
    }
    return messages;
  }

  private static Message message(JsonParser in) throws IOException {
    String id = "";
    String body = "";
    Optional<TraceContext> trace = Optional.empty();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "messageId" -> id = in.getValueAsString("");
        case "body" -> body = in.getValueAsString("");
        case "messageAttributes" -> trace = trace(in);
        default -> in.skipChildren();
      }
    }
    if (id.isEmpty()) {
      throw new IOException("not an SQS event: a record without messageId");
    }
    return new Message(id, body, trace);
  }

  /** {@code {"traceparent":{"stringValue":"…","dataType":"String"}}}, among others or not there. */
  private static Optional<TraceContext> trace(JsonParser in) throws IOException {
    Optional<TraceContext> trace = Optional.empty();
    while (in.currentToken() != JsonToken.VALUE_NULL && in.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = in.currentName().equals(TraceContext.NAME);
      if (in.nextToken() != JsonToken.START_OBJECT) {
        in.skipChildren();
        continue;
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean value = in.currentName().equals("stringValue");
        in.nextToken();
        if (wanted && value) {
          trace = TraceContext.parse(in.getValueAsString(""));
        }
        in.skipChildren();
      }
    }
    return trace;
  }
}
