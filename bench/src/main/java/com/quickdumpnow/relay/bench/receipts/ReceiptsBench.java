package com.quickdumpnow.relay.bench.receipts;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Percentiles;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.NaiveStore;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.json.ChainJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import com.quickdumpnow.relay.webhook.RecorderHandler;
import com.quickdumpnow.relay.webhook.WebhookHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** How fast what Twilio calls back is in the document. */
public final class ReceiptsBench implements Benchmark {
  private static final String OURS = "ours: the recorder";
  private static final String NAIVE = "a conditional write per webhook";

  /** What one invocation of the recorder is given at most, as infra configures it. */
  private static final int BATCH = 100;

  private static final int SENDERS = 16;
  private static final int NAIVE_WARM_UP = 10;

  /** On larger documents 16 that write one each take minutes for every receipt. */
  private static final int MOST_CONTENDED = 2_000;

  @Override
  public String name() {
    return "receipts";
  }

  @Override
  public String question() {
    return "receipts a second from the webhook into the document, and the webhook's own time";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    try (World world = World.start()) {
      handler(effort, report, world);
      String sustained = "sustained: receipts/s, by active jobs";
      for (int jobs : effort.either(List.of(500, 2_000, 10_000, 20_000), List.of(500))) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(OURS, () -> sustained(world, jobs)));
        contenders.add(new Contender(NAIVE, () -> naive(world, jobs, 1)));
        if (jobs <= MOST_CONTENDED) {
          contenders.add(new Contender(NAIVE + ", 16 at once", () -> naive(world, jobs, SENDERS)));
        }
        effort.compare(report, sustained, jobs, "receipts/s", contenders);
        report.add(
            Claim.atLeast(
                "sustained, " + jobs + " jobs: ours / a conditional write per webhook",
                report.median(sustained, OURS, jobs) / report.median(sustained, NAIVE, jobs),
                20));
      }
      int burst = effort.either(25_000, 2_000);
      effort.compare(
          report,
          "a burst, all of it recorded: receipts/s",
          burst,
          "receipts/s",
          List.of(new Contender(OURS, () -> burst(world, burst))));
    }
  }

  private static void handler(Effort effort, Report report, World world) {
    List<Double> p50 = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    List<byte[]> events =
        Callbacks.of(BusyDays.awaiting(8_000, Instant.now())).stream()
            .map(Callbacks::httpEvent)
            .toList();
    for (int run = 0; run < effort.runs(); run++) {
      WebhookHandler handler = webhook(world.newQueue(false));
      double[] millis = new double[events.size()];
      for (int i = 0; i < millis.length; i++) {
        long begin = System.nanoTime();
        expect204(invoke(handler, events.get(i)));
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      double[] warm = Arrays.copyOfRange(millis, millis.length / 2, millis.length);
      Arrays.sort(warm);
      p50.add(Percentiles.of(warm, 0.5));
      p99.add(Percentiles.of(warm, 0.99));
    }
    report.add(new Figure("webhook handler, warm", "p50", 1, "ms", p50));
    Figure worst = new Figure("webhook handler, warm", "p99", 1, "ms", p99);
    report.add(worst);
    report.add(Claim.atMost("webhook handler p99, warm, in ms", worst.median(), 5));
  }

  private static WebhookHandler webhook(String queueUrl) {
    return new WebhookHandler(
        Map.of(
            "QDN_PUBLIC_URL",
            Callbacks.PUBLIC_URL,
            "QDN_OUTCOMES_QUEUE_URL",
            queueUrl,
            "QDN_TWILIO_AUTH_TOKENS",
            Relays.ACCOUNT + "=" + Relays.TOKEN));
  }

  private static RecorderHandler recorder(World world, String bucket) {
    return new RecorderHandler(
        Map.of(
            "QDN_BUCKET",
            bucket,
            "QDN_NOTIFICATIONS_QUEUE_URL",
            world.newQueue(true),
            "QDN_CHAIN",
            Relays.chain()));
  }

  private static double sustained(World world, int jobs) {
    MaintenanceDocument document = BusyDays.awaiting(jobs, Instant.now());
    RecorderHandler recorder = recorder(world, stored(world, document));
    List<Receipt> receipts = Callbacks.of(document);
    int first = Math.min(receipts.size() / 5, 1_000) / BATCH * BATCH;
    record(recorder, receipts.subList(0, first));
    long begin = System.nanoTime();
    int last = Math.min(receipts.size(), first + 10_000);
    record(recorder, receipts.subList(first, last));
    return (last - first) * 1e9 / (System.nanoTime() - begin);
  }

  private static void record(RecorderHandler recorder, List<Receipt> receipts) {
    for (int from = 0; from < receipts.size(); from += BATCH) {
      expectNoFailure(
          invoke(
              recorder,
              Callbacks.sqsEvent(receipts.subList(from, Math.min(from + BATCH, receipts.size())))));
    }
  }

  private static double naive(World world, int jobs, int atOnce) throws InterruptedException {
    MaintenanceDocument document = BusyDays.awaiting(jobs, Instant.now());
    String bucket = stored(world, document);
    List<Receipt> receipts = Callbacks.of(document).subList(0, 40);
    AtomicInteger next = new AtomicInteger();
    try (S3ObjectStore objects = S3ObjectStore.of(bucket)) {
      RecorderHandler each =
          RecorderHandler.over(
              new NaiveStore(objects, "maintenance.json", () -> false),
              _ -> {},
              ChainJson.parse(Relays.chain()),
              InstantSource.system());
      // A few to warm up, one after the other.
      while (next.get() < NAIVE_WARM_UP) {
        expectNoFailure(
            invoke(each, Callbacks.sqsEvent(List.of(receipts.get(next.getAndIncrement())))));
      }
      long begin = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int own = next.getAndIncrement();
                          own < receipts.size();
                          own = next.getAndIncrement()) {
                        expectNoFailure(
                            invoke(each, Callbacks.sqsEvent(List.of(receipts.get(own)))));
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return (receipts.size() - NAIVE_WARM_UP) * 1e9 / (System.nanoTime() - begin);
    }
  }

  /** Webhooks and the recorder side by side, until the last receipt of all is recorded. */
  private static double burst(World world, int size) throws InterruptedException {
    MaintenanceDocument document = BusyDays.awaiting(size / 2, Instant.now());
    String queueUrl = world.newQueue(false);
    RecorderHandler recorder = recorder(world, stored(world, document));
    WebhookHandler webhook = webhook(queueUrl);
    List<byte[]> events = Callbacks.of(document).stream().map(Callbacks::httpEvent).toList();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SqsClient sqs =
            SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
      AtomicInteger next = new AtomicInteger();
      for (int i = 0; i < SENDERS; i++) {
        threads.execute(
            () -> {
              for (int own = next.getAndIncrement();
                  own < events.size();
                  own = next.getAndIncrement()) {
                expect204(invoke(webhook, events.get(own)));
              }
            });
      }
      int recorded = 0;
      while (recorded < size) {
        recorded += drain(sqs, queueUrl, recorder);
      }
    }
    return size * 1e9 / (System.nanoTime() - begin);
  }

  /** What Lambda's poller does: ten a receive, up to a batch, and deletes what was recorded. */
  private static int drain(SqsClient sqs, String queueUrl, RecorderHandler recorder) {
    Map<String, String> bodies = new HashMap<>();
    while (bodies.size() < BATCH) {
      var messages =
          sqs.receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10)).messages();
      if (messages.isEmpty()) {
        break;
      }
      messages.forEach(message -> bodies.put(message.receiptHandle(), message.body()));
    }
    if (bodies.isEmpty()) {
      return 0;
    }
    expectNoFailure(invoke(recorder, Callbacks.sqsEventOf(List.copyOf(bodies.values()))));
    List<String> handles = List.copyOf(bodies.keySet());
    for (int from = 0; from < handles.size(); from += 10) {
      List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String handle : handles.subList(from, Math.min(from + 10, handles.size()))) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id("d" + entries.size())
                .receiptHandle(handle)
                .build());
      }
      sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries));
    }
    return handles.size();
  }

  private static String stored(World world, MaintenanceDocument document) {
    String bucket = world.newBucket();
    Documents.create(Map.of("QDN_BUCKET", bucket), document);
    return bucket;
  }

  private static String invoke(RequestStreamHandler handler, byte[] event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void expect204(String reply) {
    if (!reply.contains("\"statusCode\":204")) {
      throw new IllegalStateException("the webhook answered " + reply);
    }
  }

  private static void expectNoFailure(String reply) {
    if (reply.contains("itemIdentifier")) {
      throw new IllegalStateException("a receipt was not recorded: " + reply);
    }
  }
}
