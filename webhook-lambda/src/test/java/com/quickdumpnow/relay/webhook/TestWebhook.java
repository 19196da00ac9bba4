package com.quickdumpnow.relay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quickdumpnow.relay.model.InboundWord;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.queue.ReceiptQueue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The webhook with a queue in memory. */
final class TestWebhook {
  static final Instant NOW = Instant.parse("2026-01-15T14:32:00Z");
  static final String OTHER_ACCOUNT = "AC" + "b".repeat(32);

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Receipt> queued = new ArrayList<>();
  final List<InboundWord> words = new ArrayList<>();
  boolean queueDown;

  private final WebhookHandler handler;
  private final LambdaContext context = new LambdaContext();

  TestWebhook() {
    this(TestCallback.PUBLIC_URL);
  }

  TestWebhook(String publicUrl) {
    handler =
        new WebhookHandler(
            WebhookConfig.of(environment(publicUrl)), queue(), InstantSource.fixed(NOW));
  }

  static Map<String, String> environment(String publicUrl) {
    return Map.of(
        "QDN_PUBLIC_URL",
        publicUrl,
        "QDN_OUTCOMES_QUEUE_URL",
        "http://127.0.0.1:1/queue",
        "QDN_TWILIO_AUTH_TOKENS",
        TestCallback.ACCOUNT + "=12345|retiring," + OTHER_ACCOUNT + "=67890");
  }

  private ReceiptQueue queue() {
    return new ReceiptQueue() {
      @Override
      public void send(Receipt receipt) {
        queue(queued, receipt);
      }

      @Override
      public void send(InboundWord inbound) {
        queue(words, inbound);
      }
    };
  }

  private <T> void queue(List<T> into, T news) {
    if (queueDown) {
      throw new QueueUnavailableException("down", new IOException("down"));
    }
    into.add(news);
  }

  JsonNode handle(TestCallback callback) {
    return handle(callback.event());
  }

  JsonNode handle(byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, context);
      return JSON.readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status(TestCallback callback) {
    return handle(callback).path("statusCode").asInt();
  }
}
