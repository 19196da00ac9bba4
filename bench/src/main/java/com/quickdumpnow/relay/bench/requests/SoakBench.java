package com.quickdumpnow.relay.bench.requests;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relay;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Half an hour at twenty a second with faults, and jobs that are finished and archived: memory and
 * latency stay where they are, and nothing is lost.
 */
public final class SoakBench implements Benchmark {
  private static final double PER_SECOND = 20;
  private static final int BEGUN_BEFORE_ENDED = 400;
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
      Semaphore inCall = new Semaphore(64);
      List<Double> resident = new ArrayList<>();
      List<Double> p99 = new ArrayList<>();
      int next = 1;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int minute = 0; minute < minutes; minute++) {
          fault(world, minute);
          ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
          long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
          while (System.nanoTime() < end) {
            int own = next++;
            inCall.acquire();
            // A job's end comes twenty seconds after its beginning, so each second call is one.
            boolean isEnd = own % 2 == 0 && own > BEGUN_BEFORE_ENDED;
            int job = isEnd ? own - BEGUN_BEFORE_ENDED - 1 : own;
            threads.execute(() -> insist(relay, job, isEnd, accepted, millis, inCall));
            TimeUnit.NANOSECONDS.sleep((long) (1e9 / PER_SECOND));
          }
          List<Double> sorted = new ArrayList<>(millis);
          Collections.sort(sorted);
          p99.add(sorted.get((int) (sorted.size() * 0.99)));
          resident.add(
              relay.programs().values().stream().mapToDouble(Child::residentMegabytes).sum());
          report.add(figure("resident memory of all programs", minute, "MB", resident));
          report.add(figure("p99 of a status call", minute, "ms", p99));
          report.add(
              figure("p50 of a status call", minute, "ms", List.of(sorted.get(sorted.size() / 2))));
          effort
              .progress()
              .accept(
                  "minute %d: %s MB, p99 %s ms, %d accepted, %d texts"
                      .formatted(
                          minute + 1,
                          Figure.words(resident.getLast()),
                          Figure.words(p99.getLast()),
                          accepted.size(),
                          world.texts().size()));
        }
      }
      settle(world, accepted);
      judge(report, world, accepted, resident);
      int third = Math.max(1, minutes / 3);
      report.add(
          Claim.atMost(
              "p99 of a status call in the last third / in the third before",
              median(p99.subList(minutes - third, minutes))
                  / median(p99.subList(minutes - 2 * third, minutes - third)),
              1.5));
    }
  }

  private static double median(List<Double> values) {
    return new Figure("", "", 0, "ms", values).median();
  }

  private static Figure figure(String series, int minute, String unit, List<Double> values) {
    return new Figure(series, "ours", minute + 1, unit, List.of(values.getLast()));
  }

  /** Each minute something of S3 fails, and everything is slow for a while. */
  private static void fault(World world, int minute) {
    world.fault(
        "s3",
        minute % 2 == 0
            ? "{\"effect\":\"failReply\",\"method\":\"PUT\",\"times\":5,\"status\":500}"
            : "{\"effect\":\"refuse\",\"times\":20,\"status\":503,\"code\":\"SlowDown\"}");
    world.fault("s3", "{\"effect\":\"delay\",\"times\":20,\"millis\":300}");
  }

  private static void insist(
      Relay relay,
      int number,
      boolean isEnd,
      Set<String> accepted,
      ConcurrentLinkedQueue<Double> millis,
      Semaphore inCall) {
    String phone = "+1619%07d".formatted(5_000_000 + number);
    try {
      long begin = System.nanoTime();
      for (int attempt = 0; attempt < 10; attempt++) {
        if (isEnd ? relay.cancel("job-" + number) : relay.begin("job-" + number, phone)) {
          accepted.add(phone + (isEnd ? " cancelled" : " queued"));
          break;
        }
      }
      millis.add((System.nanoTime() - begin) / 1e6);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      inCall.release();
    }
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
      Report report, World world, Set<String> accepted, List<Double> resident) {
    List<String> texts = world.texts();
    Set<String> lost = new HashSet<>(accepted);
    lost.removeAll(reached(world));
    long ends = lost.stream().filter(text -> text.endsWith("cancelled")).count();
    report.add(Claim.atMost("ends of jobs accepted and not texted", (double) ends, 0));
    report.add(Claim.atMost("texts that came twice", texts.size() - reached(world).size(), 0));
    report.note(
        lost.size() - ends + " texts were not sent, as their job's end overtook them first");
    int warm = Math.min(5, resident.size()) - 1;
    report.add(
        Claim.atMost(
            "resident memory at the end / after five minutes",
            resident.getLast() / resident.get(warm),
            1.2));
    report.note(accepted.size() + " changes accepted, " + texts.size() + " texts");
  }
}
