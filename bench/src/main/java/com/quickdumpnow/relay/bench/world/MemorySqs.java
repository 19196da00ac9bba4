package com.quickdumpnow.relay.bench.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.localcloud.web.Exchanges;
import com.quickdumpnow.relay.localcloud.web.LoopbackServer;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * As much of SQS's JSON protocol as the contenders use, over {@link MemoryQueue}. The stand-in of
 * the tests, ElasticMQ, slows down with the backlog of a FIFO queue (some 50 messages a second at
 * 3,000), so that all contenders would look alike.
 */
final class MemorySqs implements AutoCloseable {
  private static final int MAX_BODY = 2 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, MemoryQueue> queues = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final LoopbackServer server = LoopbackServer.start("SQS", 0, this::answer);

  URI endpoint() {
    return server.uri();
  }

  void create(String name) {
    queues.put(name, new MemoryQueue());
  }

  void clear() {
    queues.clear();
  }

  /** How often each action was called, a line each. */
  String traffic() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(calls)
        .forEach((action, count) -> lines.append("sqs " + action + "=" + count + "\n"));
    return lines.toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String action = exchange.getRequestHeaders().getFirst("X-Amz-Target").replace("AmazonSQS.", "");
    JsonNode request = JSON.readTree(Exchanges.body(exchange, MAX_BODY));
    String url = request.path("QueueUrl").asText();
    String name = url.isEmpty() ? request.path("QueueName").asText() : url;
    MemoryQueue queue = queues.get(name.substring(name.lastIndexOf('/') + 1));
    String counted =
        action + (queue == null ? "" : " " + name.substring(name.lastIndexOf('/') + 1));
    calls.computeIfAbsent(counted, _ -> new LongAdder()).increment();
    if (queue == null) {
      Exchanges.send(
          exchange,
          400,
          "application/x-amz-json-1.0",
          "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no such queue\"}");
      return;
    }
    try {
      ObjectNode answer = carryOut(action, request, queue, name);
      Exchanges.send(exchange, 200, "application/x-amz-json-1.0", answer.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode carryOut(String action, JsonNode request, MemoryQueue queue, String name)
      throws InterruptedException {
    ObjectNode answer = JSON.createObjectNode();
    switch (action) {
      case "SendMessage" -> sent(send(request, queue), answer);
      case "SendMessageBatch" -> {
        answer.putArray("Failed");
        var successful = answer.putArray("Successful");
        for (JsonNode entry : request.path("Entries")) {
          sent(send(entry, queue), successful.addObject().put("Id", entry.path("Id").asText()));
        }
      }
      case "ReceiveMessage" -> {
        var messages = answer.putArray("Messages");
        for (MemoryQueue.Received received :
            queue.receive(
                request.path("MaxNumberOfMessages").asInt(1),
                1000L * request.path("WaitTimeSeconds").asInt(0),
                1000L * request.path("VisibilityTimeout").asInt(60))) {
          received(received, messages.addObject());
        }
      }
      case "DeleteMessage" -> queue.delete(request.path("ReceiptHandle").asText());
      case "DeleteMessageBatch" ->
          each(request, answer, entry -> queue.delete(entry.path("ReceiptHandle").asText()));
      case "ChangeMessageVisibility" -> hide(request, queue);
      case "ChangeMessageVisibilityBatch" -> each(request, answer, entry -> hide(entry, queue));
      case "GetQueueUrl" -> answer.put("QueueUrl", endpoint() + "/000000000000/" + name);
      case "GetQueueAttributes" ->
          answer
              .putObject("Attributes")
              .put("ApproximateNumberOfMessages", Integer.toString(queue.size()))
              .put("VisibilityTimeout", "60")
              .put("FifoQueue", "true")
              .put("QueueArn", "arn:aws:sqs:us-west-2:000000000000:" + name);
      default -> throw new IllegalArgumentException("not played here: " + action);
    }
    return answer;
  }

  private interface Entry {
    void carryOut(JsonNode entry);
  }

  private static void each(JsonNode request, ObjectNode answer, Entry action) {
    answer.putArray("Failed");
    var successful = answer.putArray("Successful");
    for (JsonNode entry : request.path("Entries")) {
      action.carryOut(entry);
      successful.addObject().put("Id", entry.path("Id").asText());
    }
  }

  private static void hide(JsonNode request, MemoryQueue queue) {
    queue.hide(
        request.path("ReceiptHandle").asText(), 1000L * request.path("VisibilityTimeout").asInt());
  }

  private static MemoryQueue.Message send(JsonNode entry, MemoryQueue queue) {
    return queue.send(
        entry.path("MessageBody").asText(),
        entry.path("MessageAttributes").isObject()
            ? entry.path("MessageAttributes").toString()
            : "",
        entry.path("MessageGroupId").asText(UUID.randomUUID().toString()),
        entry.path("MessageDeduplicationId").asText(UUID.randomUUID().toString()));
  }

  private static void sent(MemoryQueue.Message message, ObjectNode out) {
    out.put("MessageId", message.id())
        .put("SequenceNumber", "1")
        .put("MD5OfMessageBody", md5(message.body().getBytes(StandardCharsets.UTF_8)));
    if (!message.attributes().isEmpty()) {
      out.put("MD5OfMessageAttributes", md5OfAttributes(message.attributes()));
    }
  }

  private static void received(MemoryQueue.Received received, ObjectNode out) {
    MemoryQueue.Message message = received.message();
    out.put("MessageId", message.id())
        .put("ReceiptHandle", received.handle())
        .put("Body", message.body())
        .put("MD5OfBody", md5(message.body().getBytes(StandardCharsets.UTF_8)));
    out.putObject("Attributes")
        .put("MessageGroupId", message.group())
        .put("MessageDeduplicationId", message.id())
        .put("SequenceNumber", "1")
        .put("ApproximateReceiveCount", Integer.toString(received.receives()))
        .put("SentTimestamp", Long.toString(message.sentAtMillis()));
    if (!message.attributes().isEmpty()) {
      try {
        out.set("MessageAttributes", JSON.readTree(message.attributes()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      out.put("MD5OfMessageAttributes", md5OfAttributes(message.attributes()));
    }
  }

  /**
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html,
   * for attributes of strings: the SDK checks it.
   */
  private static String md5OfAttributes(String attributes) {
    try {
      JsonNode all = JSON.readTree(attributes);
      List<String> names = new ArrayList<>();
      all.fieldNames().forEachRemaining(names::add);
      names.sort(null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      for (String name : names) {
        put(name, out);
        put(all.path(name).path("DataType").asText(), out);
        out.writeByte(1);
        put(all.path(name).path("StringValue").asText(), out);
      }
      return md5(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
