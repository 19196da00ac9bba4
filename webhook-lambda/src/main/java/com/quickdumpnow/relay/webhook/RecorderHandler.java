package com.quickdumpnow.relay.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.decision.Chain;
import com.quickdumpnow.relay.decision.OptOutWords;
import com.quickdumpnow.relay.decision.Receipts;
import com.quickdumpnow.relay.lambda.SnapStart;
import com.quickdumpnow.relay.queue.DeadLetters;
import com.quickdumpnow.relay.queue.TriggerQueue;
import com.quickdumpnow.relay.queue.sqs.SqsDeadLetters;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.trace.TracedTriggers;
import com.quickdumpnow.relay.trace.Tracer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The Lambda that drains the {@code outcomes} queue into the store: an SQS event source with {@code
 * ReportBatchItemFailures}. A commit may take the store two minutes, so its timeout is to be longer
 * than that, and the queue's visibility timeout longer still.
 */
public final class RecorderHandler implements RequestStreamHandler {
  private final Recorder recorder;
  private final Tracer tracer;

  @SuppressWarnings("UnusedVariable") // Held on to, as the runtime does so weakly.
  private final Optional<SnapStart> snapStart;

  /** For AWS Lambda: configured by the environment. */
  public RecorderHandler() {
    this(System.getenv());
  }

  /**
   * @throws com.quickdumpnow.relay.config.ConfigurationException with every problem
   */
  public RecorderHandler(Map<String, String> environment) {
    this(RecorderConfig.of(environment));
  }

  private RecorderHandler(RecorderConfig config) {
    this(config, config.tracing().tracer("qdn-recorder"));
  }

  private RecorderHandler(RecorderConfig config, Tracer tracer) {
    this(
        wired(config, store(config), tracer),
        Optional.of(SnapStart.warmedBy(() -> store(config).settings())),
        tracer);
  }

  private static MaintenanceStore store(RecorderConfig config) {
    return config.place().open(Clockwork.system(), new SecureRandom(), StoreListener.NONE).store();
  }

  private static Recorder wired(RecorderConfig config, MaintenanceStore store, Tracer tracer) {
    return recorder(
        store,
        TracedTriggers.of(SqsTriggerQueue.of(config.notificationsQueueUrl().toString()), tracer),
        config
            .outcomesQueueUrl()
            .<DeadLetters>map(url -> SqsDeadLetters.of(url.toString()))
            .orElse(DeadLetters.NONE),
        config.chain(),
        Clockwork.system(),
        tracer);
  }

  RecorderHandler(
      RecorderConfig config,
      MaintenanceStore store,
      TriggerQueue triggers,
      DeadLetters deadLetters,
      InstantSource clock) {
    this(
        recorder(store, triggers, deadLetters, config.chain(), clock, Tracer.OFF),
        Optional.empty(),
        Tracer.OFF);
  }

  private RecorderHandler(Recorder recorder, Optional<SnapStart> snapStart, Tracer tracer) {
    this.recorder = recorder;
    this.tracer = tracer;
    this.snapStart = snapStart;
  }

  /** For the simulation: with a world of its own, and otherwise as shipped. */
  public static RecorderHandler over(
      MaintenanceStore store, TriggerQueue triggers, Chain chain, InstantSource clock) {
    return new RecorderHandler(
        recorder(store, triggers, DeadLetters.NONE, chain, clock, Tracer.OFF),
        Optional.empty(),
        Tracer.OFF);
  }

  private static Recorder recorder(
      MaintenanceStore store,
      TriggerQueue triggers,
      DeadLetters deadLetters,
      Chain chain,
      InstantSource clock,
      Tracer tracer) {
    return new Recorder(
        store,
        triggers,
        deadLetters,
        new Receipts(chain),
        new InboundWords(store, new OptOutWords(chain)),
        clock,
        tracer);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    SqsBatch batch = SqsBatch.read(input);
    SqsBatch.writeFailures(recorder.record(batch.messages()), output);
    tracer.flush();
  }
}
