package com.quickdumpnow.relay.bench.drain;

import com.quickdumpnow.relay.bench.store.Tables;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Trigger;
import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.queue.sqs.SqsTriggerQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue with texts to send, each of its own job. */
public final class Backlog {
  private static final int BATCH = 10;
  private static final Duration STALLED = Duration.ofMinutes(2);

  private final World world;
  private final String queueUrl;
  private final Map<String, String> place;
  private final int size;
  private List<Trigger> triggers = List.of();

  private Backlog(World world, String queueUrl, Map<String, String> place, int size) {
    this.world = world;
    this.queueUrl = queueUrl;
    this.place = place;
    this.size = size;
  }

  /** As the relay has it: the texts in the document, triggers in the queue. */
  public static Backlog ofTriggers(World world, int size) {
    return released(held(world, size));
  }

  /** The same, with the texts in a table. */
  static Backlog ofTriggersOnTable(World world, int size) {
    MaintenanceDocument document = BusyDays.waiting(size, Instant.now());
    Map<String, String> place = world.tablePlace();
    Tables.with(place, document).close();
    return released(of(world, place, document));
  }

  private static Backlog released(Backlog backlog) {
    backlog.release();
    return backlog;
  }

  /** The same, with the queue empty until {@link #release}. */
  static Backlog held(World world, int size) {
    MaintenanceDocument document = BusyDays.waiting(size, Instant.now());
    Map<String, String> place = world.documentPlace();
    Documents.create(place, document);
    return of(world, place, document);
  }

  private static Backlog of(World world, Map<String, String> place, MaintenanceDocument document) {
    Backlog backlog = new Backlog(world, world.newQueue(true), place, document.jobs().size());
    List<Trigger> triggers = new ArrayList<>();
    for (JobHistory history : document.jobs().values()) {
      history.newest().map(Trigger::of).ifPresent(triggers::add);
    }
    backlog.triggers = List.copyOf(triggers);
    return backlog;
  }

  /** Sends all triggers. */
  void release() {
    SqsTriggerQueue queue = SqsTriggerQueue.of(queueUrl);
    fill(from -> queue.send(triggers.subList(from, Math.min(from + BATCH, size))));
  }

  /** As a relay without a record has it: the texts in the queue. */
  public static Backlog ofTexts(World world, int size) {
    Backlog backlog = new Backlog(world, world.newQueue(true), Map.of(), size);
    try (SqsClient sqs =
        SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
      backlog.fill(
          from -> {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int job = from + 1; job <= Math.min(from + BATCH, size); job++) {
              entries.add(text(job));
            }
            sqs.sendMessageBatch(r -> r.queueUrl(backlog.queueUrl).entries(entries));
          });
    }
    return backlog;
  }

  private static SendMessageBatchRequestEntry text(int job) {
    String id = BusyDays.id(job).value();
    return SendMessageBatchRequestEntry.builder()
        .id(id)
        .messageBody(
            BusyDays.phone(job).value()
                + "\nQuickDumpNow: Ana, your load is queued. Track: track.quickdumpnow.example/"
                + id)
        .messageGroupId(id)
        .messageDeduplicationId(id)
        .build();
  }

  /** A batch at each multiple of its size, four at a time. */
  private void fill(java.util.function.IntConsumer send) {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int from = 0; from < size; from += BATCH) {
        int start = from;
        threads.execute(() -> send.accept(start));
      }
    }
  }

  public String queueUrl() {
    return queueUrl;
  }

  /** Of its texts' record. */
  public Map<String, String> place() {
    return place;
  }

  /**
   * Waits until the carrier has all of it.
   *
   * @param skipped the share at the beginning that does not count: programs warm up
   * @return how many a second reached the carrier after that
   */
  public double drained(double skipped) throws InterruptedException {
    return drained(skipped, size);
  }

  /** Waits until the carrier has so many of it; the rest stays. */
  double drained(double skipped, int most) throws InterruptedException {
    awaitCarried(Math.min(size, most));
    long[] times = world.arrivals().values().stream().mapToLong(Long::longValue).sorted().toArray();
    int first = (int) (times.length * skipped);
    return (times.length - 1 - first) * 1e6 / (times[times.length - 1] - times[first]);
  }

  /** Waits until the carrier has so many. */
  public void awaitCarried(long many) throws InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (world.carried() < many) {
      TimeUnit.MILLISECONDS.sleep(20);
      long now = world.carried();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALLED.toNanos()) {
        throw new IllegalStateException("stalled at " + seen + " of " + many);
      }
    }
  }

  /** When each of it reached the carrier. */
  public Map<String, Long> arrivals() {
    return world.arrivals();
  }
}
