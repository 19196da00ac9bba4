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
import com.quickdumpnow.relay.ops.sample.BusyDays;
import com.quickdumpnow.relay.ops.sample.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long a customer's text takes from the dispatcher's call to the carrier. */
public final class LatencyBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final String SPRING = "Spring Cloud AWS, no record";
  private static final String PUT = "bare conditional PUT, alone";
  private static final String WRITES = "the two bare writes, where others write too";
  private static final String GROWTH = "growth: at 1/s, by active jobs";

  /** Four instances of the API are in one JVM here, each with a document of its own. */
  private static final List<String> GROWN_JVM =
      Stream.concat(Relays.JVM.stream(), Stream.of("-Xmx1g")).toList();

  /** At twenty a second, as elsewhere, ten thousand jobs are more than a document takes. */
  private static final double GROWTH_WARM_UP = 5;

  private static final String ROUND = "what an attempt is made of, by active jobs";

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
    Timings values = new Timings();
    try (World world = World.start()) {
      for (int run = 0; run < effort.runs(); run++) {
        ours(world, effort, rates, values);
        spring(world, effort, rates, values);
      }
      List<Integer> sizes = effort.either(List.of(300, 1_000, 3_000, 10_000, 20_000), List.of(300));
      for (int jobs : sizes) {
        for (int run = 0; run < effort.runs(); run++) {
          grown(world, effort, jobs, values);
        }
      }
      for (int jobs : sizes) {
        round(world, effort, jobs, report);
      }
    }
    values.report(report);
    for (int rate : rates) {
      double theirs = report.median(Timings.series(0.99), SPRING, rate);
      double allowed = theirs + 2 * report.median(Timings.series(0.99), PUT, rate);
      double limit = theirs + report.median(Timings.series(0.99), WRITES, rate);
      report.add(
          Claim.atMost(
                  "p99 at " + rate + "/s: ours / (Spring Cloud AWS + two bare conditional PUTs)",
                  report.median(Timings.series(0.99), OURS, rate) / allowed,
                  1)
              .limitedBy("Spring Cloud AWS + the two writes, contended", limit / allowed));
    }
    report.note(
        "of fewer than 1,000 calls (at 1/s and 10/s) p99.9 is the longest; so is p99 at 1/s, of"
            + " some 40.");
    report.note("growth: with heaps of at most 1 GB, where the others have 256 MB.");
    report.note(
        "what is allowed, and its limit, are sums of p99, which is more than the p99 of a sum.");
    report.note(
        "ours goes through a stand-in of API Gateway and Lambda, at most four calls at once, each"
            + " by an instance of its own; theirs through the JDK's HTTP server.");
    report.note(
        "the bare writes are of as many bytes as the document had after that rate, in a process "
            + "with the same options.");
  }

  private static void ours(World world, Effort effort, List<Integer> rates, Timings values)
      throws InterruptedException {
    world.setCarrier(Duration.ZERO, 1000);
    try (Relay relay =
        new Relay(
            Relays.JVM,
            world,
            world.documentPlace(),
            world.carrier(),
            Duration.ofSeconds(1),
            Map.of())) {
      int first = 1 + Timings.warmUp(world, Timings.call(relay));
      for (int rate : rates) {
        first += values.measure(world, effort, rate, OURS, first, Timings.call(relay)).length;
        int size = relay.documentBytes();
        values.keep(PUT, rate, BareWrites.alone(world, size, effort.either(300, 100)));
        int seconds = Math.toIntExact(Timings.length(effort, rate).toSeconds());
        values.keep(WRITES, rate, BareWrites.contended(world, size, rate, seconds));
      }
    }
  }

  /** Calls come at one a second over a document of so many active jobs, whose texts have gone. */
  private static void grown(World world, Effort effort, int jobs, Timings values)
      throws InterruptedException {
    world.setCarrier(Duration.ZERO, 1000);
    Map<String, String> place = world.documentPlace();
    Documents.create(place, BusyDays.document(jobs, 1, Instant.now()));
    try (Relay relay =
        new Relay(GROWN_JVM, world, place, world.carrier(), Duration.ofSeconds(1), Map.of())) {
      Arrivals.Call call = Timings.call(relay);
      Duration length = Duration.ofSeconds(effort.either(20, 8));
      int first = jobs + 1;
      first += Arrivals.millis(world, GROWTH_WARM_UP, length, first, call).length;
      values.keep(GROWTH, OURS, jobs, Arrivals.millis(world, 1, length, first, call));
    }
  }

  private static void spring(World world, Effort effort, List<Integer> rates, Timings values)
      throws InterruptedException {
    world.setCarrier(Duration.ZERO, 1000);
    int port = Ports.free().first();
    try (HttpClient http = HttpClient.newHttpClient();
        Child _ =
            Relays.spring(world.environment(), world.newQueue(true), world.carrier(), 32, port)) {
      Arrivals.Call call =
          (_, phone) ->
              send(
                  http,
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              phone + "\nQuickDumpNow: Ana, your load is queued."))
                      .build());
      int first = 1 + Timings.warmUp(world, call);
      for (int rate : rates) {
        first += values.measure(world, effort, rate, SPRING, first, call).length;
      }
    }
  }

  private static void send(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      var _ = http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void round(World world, Effort effort, int jobs, Report report) {
    List<double[]> runs = new ArrayList<>();
    for (int run = 0; run < effort.runs(); run++) {
      runs.add(Timings.printedBy(Round.class, world, world.newBucket(), Integer.toString(jobs)));
    }
    for (int step = 0; step < Round.STEPS.size(); step++) {
      int index = step;
      List<Double> each = runs.stream().map(run -> run[index]).toList();
      report.add(new Figure(ROUND, Round.STEPS.get(step), jobs, "ms", each));
    }
  }
}
