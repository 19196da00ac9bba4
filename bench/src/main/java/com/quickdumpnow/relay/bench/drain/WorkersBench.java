package com.quickdumpnow.relay.bench.drain;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.ops.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What more workers on one queue are good for, with a carrier that takes its time. */
public final class WorkersBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final Duration CARRIER = Duration.ofMillis(100);
  private static final int UNBOUNDED = 100_000;
  private static final int IN_HAND = 32;
  private static final double WARM_UP = 0.3;

  /** They find each other within a few looks. */
  private static final Duration FOUND_WITHIN = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "workers";
  }

  @Override
  public String question() {
    return "texts a second from a full queue to a carrier that answers in 100 ms, by workers of "
        + IN_HAND
        + " texts in hand, each with its share of the pace";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    int size = effort.either(6_000, 900);
    try (World world = World.start()) {
      for (int workers : effort.either(List.of(1, 2, 4), List.of(1, 4))) {
        effort.compare(
            report,
            "texts/s, carrier 100 ms, by workers",
            workers,
            "texts/s",
            List.of(new Contender(OURS, () -> drained(world, workers, size))));
      }
    }
  }

  private static double drained(World world, int workers, int size)
      throws IOException, InterruptedException {
    Backlog backlog = Backlog.held(world, size);
    world.setCarrier(CARRIER, UNBOUNDED);
    List<Child> children = new ArrayList<>();
    try {
      List<URI> places = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int port = Ports.free().first();
        places.add(URI.create("http://127.0.0.1:" + port + "/health"));
        children.add(worker(world, backlog, port));
      }
      awaitShares(places);
      backlog.release();
      return backlog.drained(WARM_UP);
    } finally {
      children.forEach(Child::close);
    }
  }

  private static Child worker(World world, Backlog backlog, int port) {
    return Relays.worker(
        Relays.JVM,
        world.environment(),
        backlog.place(),
        backlog.queueUrl(),
        world.carrier(),
        IN_HAND,
        Map.of("QDN_HTTP_PORT", Integer.toString(port)));
  }

  /** Until each has what is due to it. */
  private static void awaitShares(List<URI> places) throws IOException, InterruptedException {
    String share = "\"share\":" + 1.0 / places.size();
    long begin = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (URI place : places) {
        HttpRequest request = HttpRequest.newBuilder(place).build();
        while (!http.send(request, BodyHandlers.ofString()).body().contains(share)) {
          if (System.nanoTime() - begin > FOUND_WITHIN.toNanos()) {
            throw new IllegalStateException("the workers did not find each other");
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
  }
}
