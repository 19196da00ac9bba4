package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.webhook.RecorderHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the recorder as Lambda's event source mapping does. */
final class RecorderLoop {
  private static final Pattern FAILURE = Pattern.compile("\"itemIdentifier\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration PAUSE = Duration.ofSeconds(12);

  private final MaintenanceStore store;
  private final Chain chain;
  private final Scheduler scheduler;
  private final FakeOutcomes outcomes;
  private final FakeFifo fifo;

  RecorderLoop(
      MaintenanceStore store,
      Chain chain,
      Scheduler scheduler,
      FakeOutcomes outcomes,
      FakeFifo fifo) {
    this.store = store;
    this.chain = chain;
    this.scheduler = scheduler;
    this.outcomes = outcomes;
    this.fifo = fifo;
  }

  void run() {
    RecorderHandler recorder = RecorderHandler.over(store, fifo, chain, scheduler);
    while (true) {
      scheduler.pause(PAUSE);
      List<FakeOutcomes.Message> batch = outcomes.receive();
      if (!batch.isEmpty()) {
        outcomes.workedOff(batch, call(recorder, batch));
      }
    }
  }

  private static Set<String> call(RecorderHandler recorder, List<FakeOutcomes.Message> batch) {
    StringBuilder event = new StringBuilder("{\"Records\":[");
    for (FakeOutcomes.Message message : batch) {
      event
          .append(event.length() > 12 ? "," : "")
          .append("{\"messageId\":\"")
          .append(message.id)
          .append("\",\"body\":")
          .append(quoted(message.body))
          .append(",\"eventSource\":\"aws:sqs\"}");
    }
    event.append("]}");
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      recorder.handleRequest(
          new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
          reply,
          SimulatedContext.INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> failures = new HashSet<>();
    Matcher matcher = FAILURE.matcher(reply.toString(StandardCharsets.UTF_8));
    while (matcher.find()) {
      failures.add(matcher.group(1));
    }
    return failures;
  }

  private static String quoted(String json) {
    return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
