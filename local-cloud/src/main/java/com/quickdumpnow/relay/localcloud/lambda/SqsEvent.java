package com.quickdumpnow.relay.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The event that Lambda makes of a batch of SQS messages.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
final class SqsEvent {

  private static final String REGION = "us-east-1";

  private SqsEvent() {}

  /** Messages as ReceiveMessage tells them. */
  static ObjectNode of(List<JsonNode> messages, String queueName) {
    ObjectNode event = HttpApiEvent.JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    messages.forEach(m -> records.add(record(m, queueName)));
    return event;
  }

  private static ObjectNode record(JsonNode message, String queueName) {
    ObjectNode json =
        HttpApiEvent.JSON
            .createObjectNode()
            .put("messageId", message.path("MessageId").asText())
            .put("receiptHandle", message.path("ReceiptHandle").asText())
            .put("body", message.path("Body").asText());
    ObjectNode attributes = json.putObject("attributes");
    message.path("Attributes").properties().forEach(a -> attributes.set(a.getKey(), a.getValue()));
    ObjectNode custom = json.putObject("messageAttributes");
    message
        .path("MessageAttributes")
        .properties()
        .forEach(a -> custom.set(a.getKey(), attribute(a.getValue())));
    json.put("md5OfBody", message.path("MD5OfBody").asText());
    if (message.has("MD5OfMessageAttributes")) {
      json.set("md5OfMessageAttributes", message.path("MD5OfMessageAttributes"));
    }
    return json.put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:" + REGION + ":000000000000:" + queueName)
        .put("awsRegion", REGION);
  }

  private static ObjectNode attribute(JsonNode value) {
    ObjectNode json = HttpApiEvent.JSON.createObjectNode();
    if (value.has("StringValue")) {
      json.set("stringValue", value.path("StringValue"));
    }
    if (value.has("BinaryValue")) {
      json.set("binaryValue", value.path("BinaryValue"));
    }
    json.putArray("stringListValues");
    json.putArray("binaryListValues");
    json.set("dataType", value.path("DataType"));
    return json;
  }
}
