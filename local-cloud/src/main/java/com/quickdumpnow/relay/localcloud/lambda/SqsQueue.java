package com.quickdumpnow.relay.localcloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The two calls of the SQS JSON protocol that an event source needs; interruptible. */
final class SqsQueue implements AutoCloseable {

  private static final int MAX_BATCH = 10;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  SqsQueue(URI url) {
    this.url = url;
  }

  String name() {
    return url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
  }

  boolean isFifo() {
    return name().endsWith(".fifo");
  }

  /**
   * @param limit 1 to 10
   * @param wait whole seconds, at most 20
   */
  List<JsonNode> receive(int limit, Duration wait) throws IOException, InterruptedException {
    ObjectNode request =
        HttpApiEvent.JSON
            .createObjectNode()
            .put("QueueUrl", url.toString())
            .put("MaxNumberOfMessages", Math.min(limit, MAX_BATCH))
            .put("WaitTimeSeconds", wait.toSeconds());
    request.putArray("AttributeNames").add("All");
    request.putArray("MessageAttributeNames").add("All");
    List<JsonNode> messages = new ArrayList<>();
    call("ReceiveMessage", request).path("Messages").forEach(messages::add);
    return messages;
  }

  void delete(List<JsonNode> messages) throws IOException, InterruptedException {
    for (int from = 0; from < messages.size(); from += MAX_BATCH) {
      ObjectNode request = HttpApiEvent.JSON.createObjectNode().put("QueueUrl", url.toString());
      ArrayNode entries = request.putArray("Entries");
      for (JsonNode m : messages.subList(from, Math.min(from + MAX_BATCH, messages.size()))) {
        entries
            .addObject()
            .put("Id", "m" + entries.size())
            .put("ReceiptHandle", m.path("ReceiptHandle").asText());
      }
      call("DeleteMessageBatch", request);
    }
  }

  private JsonNode call(String action, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/"))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(action + " on " + name() + ": HTTP " + response.statusCode());
    }
    return HttpApiEvent.JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
