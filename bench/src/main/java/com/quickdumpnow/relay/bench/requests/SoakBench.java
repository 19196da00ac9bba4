package com.quickdumpnow.relay.bench.requests;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Percentiles;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.model.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Half an hour at twenty a second with faults, and jobs that are finished and archived: memory and
 * latency stay where they are, and nothing is lost.
 */
public final class SoakBench implements Benchmark {
  private static final int PER_SECOND = 20;
  private static final int BEGUN_BEFORE_ENDED = 400;
  private static final int ATTEMPTS = 10;
  private static final String PHONES = "+1619";
  private static final int FIRST_PHONE = 5_000_000;

  /** What a text says of its job, as {@link World#texts} tells. */
  private static final String QUEUED = " queued";

  private static final String CANCELLED = " cancelled";
  private static final Duration SETTLING = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String question() {
    return "20 status calls a second with faults: memory and latency by the minute";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    int minutes = effort.either(30, 2);
    try (World world = World.start();
        Relay relay =
            new Relay(
                Relays.LONG_LIVED_JVM,
                world,
                world.documentPlace(),
                world.twilio(),
                Duration.ofSeconds(1),
                Map.of("QDN_RETENTION", "PT2M", "QDN_SWEEP_EVERY", "PT1S"))) {
      Set<String> accepted = ConcurrentHashMap.newKeySet();
      ConcurrentLinkedQueue<Double> ended = new ConcurrentLinkedQueue<>();
      List<Double> resident = new ArrayList<>();
      List<Double> p99 = new ArrayList<>();
      int offered = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        long begin = System.nanoTime();
        for (int minute = 0; minute < minutes; minute++) {
          fault(world, minute);
          for (int i = 0; i < PER_SECOND * 60; i++) {
            int own = ++offered;
            // Whether others still wait or not: who measures only what gets a turn sees no queue.
            long due = begin + (long) (own * 1e9 / PER_SECOND);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            threads.execute(() -> call(relay, own, due, accepted, ended));
          }
          double[] millis = taken(ended);
          p99.add(Percentiles.of(millis, 0.99));
          resident.add(
              relay.programs().values().stream().mapToDouble(Child::residentMegabytes).sum());
          report.add(figure("resident memory of all programs", minute, "MB", resident.getLast()));
          report.add(figure("p99 of a status call", minute, "ms", p99.getLast()));
          report.add(figure("p50 of a status call", minute, "ms", Percentiles.of(millis, 0.5)));
          effort
              .progress()
              .accept(
                  "minute %d: %s MB, p99 %s ms, %d of %d accepted, %d texts"
                      .formatted(
                          minute + 1,
                          Figure.words(resident.getLast()),
                          Figure.words(p99.getLast()),
                          accepted.size(),
                          offered,
                          world.texts().size()));
        }
      }
      settle(world, accepted);
      report.add(
          Claim.atLeast("calls accepted of those offered", accepted.size() / (double) offered, 1));
      judge(report, world, relay, accepted, resident);
      int third = Math.max(1, minutes / 3);
      report.add(
          Claim.atMost(
              "p99 of a status call in the last third / in the third before",
              median(p99.subList(minutes - third, minutes))
                  / median(p99.subList(minutes - 2 * third, minutes - third)),
              1.5));
    }
  }

  /** The times of the calls that have ended since it was asked last, the shortest first. */
  private static double[] taken(ConcurrentLinkedQueue<Double> ended) {
    List<Double> millis = new ArrayList<>();
    for (Double one = ended.poll(); one != null; one = ended.poll()) {
      millis.add(one);
    }
    return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static double median(List<Double> values) {
    return new Figure("", "", 0, "ms", values).median();
  }

  private static Figure figure(String series, int minute, String unit, double value) {
    return new Figure(series, "ours", minute + 1, unit, List.of(value));
  }

  /** Each minute something of S3 fails, everything is slow for a while, and Twilio is busy. */
  private static void fault(World world, int minute) {
    world.fault(
        "s3",
        minute % 2 == 0
            ? "{\"effect\":\"failReply\",\"method\":\"PUT\",\"times\":5,\"status\":500}"
            : "{\"effect\":\"refuse\",\"times\":20,\"status\":503,\"code\":\"SlowDown\"}");
    world.fault("s3", "{\"effect\":\"delay\",\"times\":20,\"millis\":300}");
    world.disturbTwilio("{\"times\":5,\"answer\":{\"kind\":\"throttle\"}}");
  }

  /**
   * A job's beginning; or, each second time, the end of one that began twenty seconds before.
   *
   * @param due when the call was to be made, from which its time counts
   */
  private static void call(
      Relay relay,
      int number,
      long due,
      Set<String> accepted,
      ConcurrentLinkedQueue<Double> ended) {
    boolean isEnd = number % 2 == 0 && number > BEGUN_BEFORE_ENDED;
    int job = isEnd ? number - BEGUN_BEFORE_ENDED - 1 : number;
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (isEnd ? relay.cancel(id(job)) : relay.begin(id(job), phone(job))) {
          accepted.add(phone(job) + (isEnd ? CANCELLED : QUEUED));
          break;
        }
      }
      ended.add((System.nanoTime() - due) / 1e6);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String id(int job) {
    return "job-" + job;
  }

  private static String phone(int job) {
    return PHONES + "%07d".formatted(FIRST_PHONE + job);
  }

  private static String jobOf(String text) {
    return id(Integer.parseInt(text.substring(PHONES.length(), PHONES.length() + 7)) - FIRST_PHONE);
  }

  private static void settle(World world, Set<String> accepted) throws InterruptedException {
    long end = System.nanoTime() + SETTLING.toNanos();
    while (System.nanoTime() < end && !reached(world).containsAll(accepted)) {
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static Set<String> reached(World world) {
    return new HashSet<>(world.texts());
  }

  private static void judge(
      Report report, World world, Relay relay, Set<String> accepted, List<Double> resident) {
    List<String> texts = world.texts();
    Set<String> missing = new HashSet<>(accepted);
    missing.removeAll(reached(world));
    List<String> beginnings = missing.stream().filter(text -> text.endsWith(QUEUED)).toList();
    Set<String> overtaken =
        relay.overtaken(beginnings.stream().map(SoakBench::jobOf).toList(), JobStatus.QUEUED);
    report.add(
        Claim.atMost(
            "changes accepted and not texted, but for those that a newer one overtook",
            (double) missing.size() - overtaken.size(),
            0));
    report.add(Claim.atMost("texts that came twice", texts.size() - reached(world).size(), 0));
    report.note(overtaken.size() + " texts were not sent, as their job's end overtook them");
    int warm = Math.min(5, resident.size()) - 1;
    report.add(
        Claim.atMost(
            "resident memory at the end / after five minutes",
            resident.getLast() / resident.get(warm),
            1.2));
    report.note(accepted.size() + " changes accepted, " + texts.size() + " texts");
    report.note("both compilers: " + String.join(" ", Relays.LONG_LIVED_JVM));
  }
}
