package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.ops.local.Ports;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a customer's text takes from the dispatcher's call to the carrier. */
public final class LatencyBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final String SPRING = "Spring Cloud AWS, no record";
  private static final String PUT = "bare conditional PUT";
  private static final List<Double> SHARES = List.of(0.5, 0.99, 0.999);
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String question() {
    return "milliseconds from the status call to its text at the carrier";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    List<Integer> rates = effort.either(List.of(1, 10, 30), List.of(10));
    Map<String, List<Double>> values = new LinkedHashMap<>();
    try (World world = World.start()) {
      for (int run = 0; run < effort.runs(); run++) {
        ours(world, effort, rates, values);
        spring(world, effort, rates, values);
        keep(values, PUT, 0, puts(world, effort.either(500, 100)));
      }
    }
    report(report, values);
    for (int rate : rates) {
      double allowed =
          report.median(series(0.99), SPRING, rate) + 2 * report.median(series(0.99), PUT, 0);
      report.add(
          Claim.atMost(
              "p99 at " + rate + "/s: ours / (Spring Cloud AWS + two bare conditional PUTs)",
              report.median(series(0.99), OURS, rate) / allowed,
              1));
    }
    report.note("at 1/s a run has too few calls for a p99 or p99.9: it is the longest of them.");
    report.note("the bare conditional PUT stands at rate 0: one after the other, on 100 kB.");
  }

  private static void ours(
      World world, Effort effort, List<Integer> rates, Map<String, List<Double>> values)
      throws InterruptedException {
    world.setCarrier(Duration.ZERO, 1000);
    try (Relay relay = new Relay(world, world.carrier(), Duration.ofSeconds(1), Map.of())) {
      measure(world, effort, rates, values, OURS, (number, phone) -> begin(relay, number, phone));
    }
  }

  private static void begin(Relay relay, int number, String phone) throws InterruptedException {
    if (!relay.begin("job-" + number, phone)) {
      throw new IllegalStateException("the API did not take a status");
    }
  }

  private static void spring(
      World world, Effort effort, List<Integer> rates, Map<String, List<Double>> values)
      throws InterruptedException {
    world.setCarrier(Duration.ZERO, 1000);
    int port = Ports.free().first();
    try (HttpClient http = HttpClient.newHttpClient();
        Child _ =
            Relays.spring(world.environment(), world.newQueue(true), world.carrier(), 32, port)) {
      measure(
          world,
          effort,
          rates,
          values,
          SPRING,
          (_, phone) ->
              send(
                  http,
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              phone + "\nQuickDumpNow: Ana, your load is queued."))
                      .build()));
    }
  }

  private static void send(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      var _ = http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void measure(
      World world,
      Effort effort,
      List<Integer> rates,
      Map<String, List<Double>> values,
      String contender,
      Arrivals.Call call)
      throws InterruptedException {
    int first = 1;
    first += Arrivals.millis(world, 20, WARM_UP, first, call).length;
    for (int rate : rates) {
      double[] sorted =
          Arrivals.millis(
              world,
              rate,
              effort.either(Duration.ofSeconds(20), Duration.ofSeconds(8)),
              first,
              call);
      first += sorted.length;
      keep(values, contender, rate, sorted);
      effort
          .progress()
          .accept(
              "%s at %d/s: p50 %s, p99 %s ms of %d"
                  .formatted(
                      contender,
                      rate,
                      Figure.words(Arrivals.percentile(sorted, 0.5)),
                      Figure.words(Arrivals.percentile(sorted, 0.99)),
                      sorted.length));
    }
  }

  private static double[] puts(World world, int many) {
    byte[] bytes = new byte[100_000];
    double[] millis = new double[many];
    try (S3ObjectStore objects = S3ObjectStore.of(world.newBucket())) {
      Condition condition = new Condition.IfAbsent();
      for (int i = 0; i < many; i++) {
        long begin = System.nanoTime();
        if (!(objects.put("bytes", bytes, condition) instanceof Put.Stored(var etag))) {
          throw new IllegalStateException("somebody else wrote");
        }
        millis[i] = (System.nanoTime() - begin) / 1e6;
        condition = new Condition.IfMatch(etag);
      }
    }
    Arrays.sort(millis);
    return millis;
  }

  private static void keep(
      Map<String, List<Double>> values, String contender, double rate, double[] sorted) {
    for (double share : SHARES) {
      values
          .computeIfAbsent(share + "\n" + contender + "\n" + rate, _ -> new ArrayList<>())
          .add(Arrivals.percentile(sorted, share));
    }
  }

  private static void report(Report report, Map<String, List<Double>> values) {
    values.forEach(
        (key, runs) -> {
          String[] parts = key.split("\n", 3);
          report.add(
              new Figure(
                  series(Double.parseDouble(parts[0])),
                  parts[1],
                  Double.parseDouble(parts[2]),
                  "ms",
                  runs));
        });
  }

  private static String series(double share) {
    return "p" + (share == 0.5 ? "50" : share == 0.99 ? "99" : "99.9") + ", by calls a second";
  }
}
