package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Percentiles;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Milliseconds of several contenders at several rates, run by run. Not thread-safe. */
final class Timings {
  private static final List<Double> SHARES = List.of(0.5, 0.99, 0.999);
  static final Duration WARM_UP = Duration.ofSeconds(20);
  static final int WARM_UP_RATE = 20;

  private final Map<Place, List<Double>> values = new LinkedHashMap<>();

  private record Place(String series, String contender, double rate) {}

  /** The milliseconds that a program prints, in a process as the relay's are. */
  static double[] printedBy(Class<?> program, World world, String... arguments) {
    List<String> command = new ArrayList<>(Child.java());
    command.addAll(Relays.JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Child _ = new Child(command, world.environment(), BareWrites.DONE, lines::add)) {
      return lines.stream()
          .filter(line -> line.startsWith(BareWrites.DONE))
          .flatMap(line -> Stream.of(line.split(" ")).skip(1))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }

  /** A new job of a new customer, through the relay's API. */
  static Arrivals.Call call(Relay relay) {
    return (number, phone) -> {
      if (!relay.begin("job-" + number, phone)) {
        throw new IllegalStateException("the API did not take a status");
      }
    };
  }

  /** Twenty calls a second for a while, from number one; how many there were. */
  static int warmUp(World world, Arrivals.Call call) throws InterruptedException {
    return Arrivals.millis(world, WARM_UP_RATE, WARM_UP, 1, call).length;
  }

  /** How long a rate is held: for a thousand calls, but for 20 to 40 seconds. */
  static Duration length(Effort effort, int rate) {
    long whole = Math.clamp(1_000 / rate, 20, 40);
    return Duration.ofSeconds(effort.either(whole, 8L));
  }

  /** The series of the time below which that share lies. */
  static String series(double share) {
    return "p" + (share == 0.5 ? "50" : share == 0.99 ? "99" : "99.9") + ", by calls a second";
  }

  /**
   * Makes calls at that rate and keeps their times.
   *
   * @param first the number of the first
   * @return their times, the shortest first
   */
  double[] measure(
      World world, Effort effort, int rate, String contender, int first, Arrivals.Call call)
      throws InterruptedException {
    double[] sorted = Arrivals.millis(world, rate, length(effort, rate), first, call);
    keep(contender, rate, sorted);
    effort
        .progress()
        .accept(
            "%s at %d/s: p50 %s, p99 %s ms of %d"
                .formatted(
                    contender,
                    rate,
                    Figure.words(Percentiles.of(sorted, 0.5)),
                    Figure.words(Percentiles.of(sorted, 0.99)),
                    sorted.length));
    return sorted;
  }

  /** Keeps what else was timed at that rate. */
  void keep(String contender, double rate, double[] sorted) {
    SHARES.forEach(share -> keep(series(share), contender, rate, Percentiles.of(sorted, share)));
  }

  /** Keeps one run's value of any series. */
  void keep(String series, String contender, double rate, double millis) {
    values.computeIfAbsent(new Place(series, contender, rate), _ -> new ArrayList<>()).add(millis);
  }

  /** Keeps p50 and p99 of a series of its own. */
  void keep(String series, String contender, double x, double[] sorted) {
    keep(series + ", p50", contender, x, Percentiles.of(sorted, 0.5));
    keep(series + ", p99", contender, x, Percentiles.of(sorted, 0.99));
  }

  void report(Report report) {
    values.forEach(
        (place, runs) ->
            report.add(new Figure(place.series(), place.contender(), place.rate(), "ms", runs)));
  }
}
