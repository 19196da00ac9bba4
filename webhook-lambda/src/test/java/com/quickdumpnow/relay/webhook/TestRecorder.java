package com.quickdumpnow.relay.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.quickdumpnow.relay.json.ReceiptJson;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.queue.DeadLetters.Letter;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import com.quickdumpnow.relay.store.place.StorePlace;
import com.quickdumpnow.relay.trace.otel.Tracing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The recorder with store and queue in memory; it knows one posted text of each job. */
final class TestRecorder {
  private static final ObjectMapper JSON = new ObjectMapper();

  final InMemoryStore store;
  final List<Trigger> triggers = new ArrayList<>();
  final List<Letter> buried = new ArrayList<>();
  boolean queueDown;

  /** Whether there is a dead-letter queue that answers. */
  boolean graveyard;

  private final RecorderHandler handler;

  TestRecorder(JobId... jobs) {
    this.store =
        new InMemoryStore(
            MaintenanceDocument.EMPTY.withJobs(Arrays.stream(jobs).map(TestJobs::posted).toList()));
    this.handler = handler(store);
  }

  RecorderHandler handler(MaintenanceStore other) {
    return new RecorderHandler(
        new RecorderConfig(
            new StorePlace.Bucket("bucket"),
            URI.create("http://127.0.0.1:1/queue"),
            Optional.empty(),
            TestJobs.CHAIN,
            Tracing.NONE),
        other,
        this::send,
        this::bury,
        InstantSource.fixed(TestJobs.NOW.plusSeconds(3)));
  }

  private boolean bury(Letter letter) {
    if (!graveyard) {
      return false;
    }
    buried.add(letter);
    return true;
  }

  private void send(List<Trigger> more) {
    if (queueDown) {
      throw new QueueUnavailableException("down", new IOException("down"));
    }
    triggers.addAll(more);
  }

  /** Hands the receipts over in one batch, as messages 0, 1, 2, …; returns which have failed. */
  List<String> record(Receipt... receipts) {
    return record(Arrays.stream(receipts).map(ReceiptJson::write).toArray(String[]::new));
  }

  List<String> record(String... bodies) {
    return record(handler, bodies);
  }

  static List<String> record(RecorderHandler handler, String... bodies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> failed = new ArrayList<>();
    try {
      handler.handleRequest(new ByteArrayInputStream(event(bodies)), out, new LambdaContext());
      JsonNode response = JSON.readTree(out.toByteArray());
      response
          .path("batchItemFailures")
          .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return failed;
  }

  static byte[] event(String... bodies) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.length; i++) {
      ObjectNode record = records.addObject().put("messageId", Integer.toString(i));
      record.put("receiptHandle", "r").put("body", bodies[i]);
      record.putObject("attributes").put("ApproximateReceiveCount", "1");
    }
    return event.toString().getBytes(UTF_8);
  }

  JobHistory history(JobId id) {
    return store.document().job(id);
  }

  Notification notification(JobId id) {
    return history(id).notifications().getFirst();
  }
}
