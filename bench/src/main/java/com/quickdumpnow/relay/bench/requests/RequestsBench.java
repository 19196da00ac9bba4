package com.quickdumpnow.relay.bench.requests;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What each notification costs in calls of S3, SQS and Twilio, and in dollars. */
public final class RequestsBench implements Benchmark {
  private static final String OURS = "ours";
  private static final String NAIVE = "naive, computed";

  /** One of them is the API's: each of its calls is a commit of its own. */
  private static final String WRITES = "S3 writes";

  /** S3's usual time for a small object within a region. */
  private static final Duration S3_TAKES = Duration.ofMillis(30);

  /** The recorder's batch window, as infra configures it. */
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private static final Duration SETTLED = WINDOW.plusSeconds(4);

  /** https://aws.amazon.com/s3/pricing and https://aws.amazon.com/sqs/pricing, us-west-2. */
  private static final double DOLLARS_A_PUT = 0.005 / 1000;

  private static final double DOLLARS_A_GET = 0.0004 / 1000;
  private static final double DOLLARS_A_FIFO_CALL = 0.5 / 1_000_000;
  private static final double DOLLARS_A_STANDARD_CALL = 0.4 / 1_000_000;

  /** Status, claim, outcome, and the receipts sent and delivered: each a read and a write. */
  private static final double NAIVE_CHANGES = 5;

  /** Send, receive and delete, of the trigger. */
  private static final double NAIVE_FIFO_CALLS = 3;

  /** Send and delete, of both receipts. */
  private static final double NAIVE_STANDARD_CALLS = 4;

  private static final String REFUSED = "S3 writes refused";

  @Override
  public String name() {
    return "requests";
  }

  @Override
  public String question() {
    return "calls of S3, SQS and Twilio for a notification, from its status to its last receipt";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    List<Double> rates = effort.either(List.of(0.1, 1.0, 10.0, 100.0), List.of(10.0));
    for (int run = 0; run < effort.runs(); run++) {
      for (double rate : rates) {
        try (World world = World.start()) {
          world.slowS3(S3_TAKES);
          measure(world, rate, effort, values);
        }
      }
    }
    values.forEach(
        (key, runs) -> {
          String[] parts = key.split("\n", 2);
          report.add(
              new Figure(parts[0], OURS, Double.parseDouble(parts[1]), unit(parts[0]), runs));
        });
    for (double rate : rates) {
      naive(report, rate);
    }
    report.add(
        Claim.atMost(
            "at 10/s: S3 writes beside the API's own one", report.median(WRITES, OURS, 10) - 1, 1));
    report.add(
        Claim.atMost(
            "the same, with those that were refused as another one was faster",
            report.median(WRITES, OURS, 10) + report.median(REFUSED, OURS, 10) - 1,
            1));
    report.note("S3 takes " + S3_TAKES.toMillis() + " ms longer here for every request.");
    report.note(
        "the worker's receives that found nothing are counted: at 0.1/s most calls are these.");
    report.note(
        "receives of the outcomes queue are Lambda's own, and not counted, in either column: AWS"
            + " bills them whatever the load.");
    report.note("naive is computed: without conflicts, and without receives that find nothing.");
    report.note(
        "a text itself costs $0.0079 or more a segment: 1,000 of them $7.90 and carrier fees.");
  }

  private static String unit(String series) {
    return series.startsWith("dollars") ? "$" : "calls";
  }

  private static void measure(
      World world, double rate, Effort effort, Map<String, List<Double>> values)
      throws InterruptedException {
    try (Relay relay =
        new Relay(Relays.JVM, world, world.documentPlace(), world.twilio(), WINDOW, Map.of())) {
      AtomicInteger next = new AtomicInteger(1);
      load(relay, 5, Duration.ofSeconds(effort.either(10, 5)), next);
      TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
      Map<String, Long> before = world.traffic();
      int first = next.get();
      int textsBefore = world.texts().size();
      Duration length =
          Duration.ofSeconds(rate < 1 ? effort.either(60, 30) : effort.either(20, 10));
      int refused = load(relay, rate, length, next);
      TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
      double accepted = next.get() - first - refused;
      Map<String, Long> calls = new LinkedHashMap<>();
      world
          .traffic()
          .forEach((call, count) -> calls.put(call, count - before.getOrDefault(call, 0L)));
      double puts = sum(calls, "s3 PUT", " ");
      double gets = sum(calls, "s3 GET", " ");
      double written = sum(calls, "s3 PUT", "maintenance.json 200");
      double fifo = sum(calls, "sqs ", ".fifo");
      double standard = ofStandardQueues(calls);
      keep(values, WRITES, rate, written / accepted);
      double ofDocument = sum(calls, "s3 PUT", "maintenance.json ");
      keep(values, REFUSED, rate, (ofDocument - written) / accepted);
      keep(values, "S3 writes of the worker's lease", rate, (puts - ofDocument) / accepted);
      keep(values, "S3 reads", rate, gets / accepted);
      keep(values, "SQS calls", rate, (fifo + standard) / accepted);
      keep(values, "Twilio calls", rate, (world.texts().size() - textsBefore) / accepted);
      keep(
          values,
          "dollars of AWS calls for 1,000",
          rate,
          1000
              * (puts * DOLLARS_A_PUT
                  + gets * DOLLARS_A_GET
                  + fifo * DOLLARS_A_FIFO_CALL
                  + standard * DOLLARS_A_STANDARD_CALL)
              / accepted);
    }
  }

  private static int load(Relay relay, double rate, Duration length, AtomicInteger next)
      throws InterruptedException {
    AtomicInteger refused = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end) {
        int own = next.getAndIncrement();
        threads.execute(() -> begin(relay, own, refused));
        TimeUnit.NANOSECONDS.sleep((long) (1e9 / rate));
      }
    }
    return refused.get();
  }

  private static void begin(Relay relay, int number, AtomicInteger refused) {
    try {
      if (!relay.begin("job-" + number, "+1619%07d".formatted(5_000_000 + number))) {
        refused.incrementAndGet();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static double sum(Map<String, Long> calls, String begin, String part) {
    return calls.entrySet().stream()
        .filter(call -> call.getKey().startsWith(begin) && call.getKey().contains(part))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** But for receives: those are Lambda's own. */
  private static double ofStandardQueues(Map<String, Long> calls) {
    return calls.entrySet().stream()
        .filter(call -> call.getKey().startsWith("sqs "))
        .filter(call -> !call.getKey().endsWith(".fifo"))
        .filter(call -> !call.getKey().contains("ReceiveMessage"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void keep(
      Map<String, List<Double>> values, String series, double rate, double value) {
    values.computeIfAbsent(series + "\n" + rate, _ -> new ArrayList<>()).add(value);
  }

  private static void naive(Report report, double rate) {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put(WRITES, NAIVE_CHANGES);
    all.put("S3 reads", NAIVE_CHANGES);
    all.put("SQS calls", NAIVE_FIFO_CALLS + NAIVE_STANDARD_CALLS);
    all.put("Twilio calls", 1.0);
    all.put(
        "dollars of AWS calls for 1,000",
        1000
            * (NAIVE_CHANGES * (DOLLARS_A_PUT + DOLLARS_A_GET)
                + NAIVE_FIFO_CALLS * DOLLARS_A_FIFO_CALL
                + NAIVE_STANDARD_CALLS * DOLLARS_A_STANDARD_CALL));
    all.forEach(
        (series, value) ->
            report.add(new Figure(series, NAIVE, rate, unit(series), List.of(value))));
  }
}
