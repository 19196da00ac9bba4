package com.quickdumpnow.relay.bench.drain;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.latency.BareWrites;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Percentiles;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.Child;
import com.quickdumpnow.relay.bench.world.Relays;
import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** How many texts a second go from a full queue to the carrier. */
public final class DrainBench implements Benchmark {
  private static final String OURS = "ours, recorded";
  private static final String MORE = "ours, recorded, half as many again in hand";
  private static final String SPRING = "Spring Cloud AWS, no record";
  private static final String BARE = "bare loop, no record";
  private static final String TABLE = "ours, recorded in a table";
  private static final int UNBOUNDED = 100_000;
  private static final int GROWTH_IN_HAND = 64;

  /** A document takes some 30,000 jobs; a table has no such end. */
  private static final int DOCUMENT_ENDS = 25_000;

  /** Of a backlog, however large it is. */
  private static final int GROWTH_TEXTS = 5_000;

  /** Programs are compiled while they run. */
  private static final double WARM_UP = 0.4;

  private static final String BOUNDED = "texts/s, carrier 100 ms, by requests it takes at once";
  private static final String ANY_NUMBER =
      "texts/s, carrier 100 ms, any number at once, by messages in hand";
  private static final Duration SLOW = Duration.ofMillis(100);
  private static final String PUT = "a bare PUT of the document at the end, milliseconds";

  /** A text that is claimed and recorded waits for two writes, at the least. */
  private static final int WRITES_WAITED_FOR = 2;

  /** Of the document that was drained last. */
  private int documentBytes;

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String question() {
    return "texts a second from a full queue to the carrier: receive, post, (record,) delete";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    int size = effort.either(6_000, 600);
    try (World world = World.start()) {
      for (int atOnce : effort.either(List.of(8, 16), List.of(16))) {
        compare(
            effort,
            report,
            world,
            BOUNDED,
            atOnce,
            new Setting(SLOW, atOnce, 8 * atOnce, Math.min(size, 100 * atOnce)));
      }
      for (int inHand : effort.either(List.of(16, 32), List.of(32))) {
        compare(
            effort,
            report,
            world,
            ANY_NUMBER,
            inHand,
            new Setting(SLOW, UNBOUNDED, inHand, Math.min(size, 100 * inHand)));
        double[] puts = BareWrites.alone(world, documentBytes, effort.either(300, 100));
        report.add(new Figure(PUT, BARE, inHand, "ms", List.of(Percentiles.of(puts, 0.5))));
      }
      compare(
          effort,
          report,
          world,
          "texts/s, carrier 0 ms, by messages in hand",
          64,
          new Setting(Duration.ZERO, UNBOUNDED, 64, size));
      growth(effort, report, world);
    }
    claims(report);
  }

  private static void growth(Effort effort, Report report, World world) throws Exception {
    String series = "growth: the first 5,000 texts/s of a backlog, carrier 0 ms, by backlog";
    for (int backlog : effort.either(List.of(1_000, 5_000, DOCUMENT_ENDS, 100_000), List.of(600))) {
      List<Contender> contenders = new ArrayList<>();
      if (backlog <= DOCUMENT_ENDS) {
        contenders.add(growing(OURS, world, backlog, Backlog::ofTriggers, DrainBench::worker));
      }
      contenders.add(
          growing(TABLE, world, backlog, Backlog::ofTriggersOnTable, DrainBench::worker));
      contenders.add(growing(SPRING, world, backlog, Backlog::ofTexts, DrainBench::spring));
      contenders.add(growing(BARE, world, backlog, Backlog::ofTexts, DrainBench::bare));
      effort.compare(report, series, backlog, "texts/s", contenders);
    }
  }

  private static Contender growing(
      String name,
      World world,
      int size,
      BiFunction<World, Integer, Backlog> fill,
      Program program) {
    return new Contender(
        name,
        () -> {
          world.clear();
          Backlog backlog = fill.apply(world, size);
          world.setCarrier(Duration.ZERO, UNBOUNDED);
          try (Child _ = program.start(world, backlog, GROWTH_IN_HAND)) {
            return backlog.drained(WARM_UP, GROWTH_TEXTS);
          }
        });
  }

  /** What drains a backlog. */
  private interface Program {
    Child start(World world, Backlog backlog, int inHand);
  }

  /**
   * @param answersIn how long the carrier takes
   * @param atOnce how many requests the carrier takes at once; others wait there
   * @param inHand the most messages that a contender has in hand
   */
  private record Setting(Duration answersIn, int atOnce, int inHand, int backlog) {
    Setting withMoreInHand() {
      return new Setting(answersIn, atOnce, inHand + inHand / 2, backlog);
    }
  }

  private void compare(
      Effort effort, Report report, World world, String series, double x, Setting setting)
      throws Exception {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender(OURS, () -> ours(world, setting)));
    if (series.equals(ANY_NUMBER)) {
      contenders.add(new Contender(MORE, () -> ours(world, setting.withMoreInHand())));
    }
    contenders.add(new Contender(SPRING, () -> theirs(world, setting, DrainBench::spring)));
    contenders.add(new Contender(BARE, () -> theirs(world, setting, DrainBench::bare)));
    effort.compare(report, series, x, "texts/s", contenders);
  }

  private double ours(World world, Setting setting) throws InterruptedException {
    Backlog backlog = Backlog.ofTriggers(world, setting.backlog());
    world.setCarrier(setting.answersIn(), setting.atOnce());
    try (Child _ = worker(world, backlog, setting.inHand())) {
      double perSecond = backlog.drained(WARM_UP);
      documentBytes = World.documentBytes(backlog.place());
      return perSecond;
    }
  }

  private static Child worker(World world, Backlog backlog, int inHand) {
    return Relays.worker(
        Relays.JVM,
        world.environment(),
        backlog.place(),
        backlog.queueUrl(),
        world.carrier(),
        inHand,
        Map.of());
  }

  private static Child spring(World world, Backlog backlog, int inHand) {
    return Relays.spring(world.environment(), backlog.queueUrl(), world.carrier(), inHand, -1);
  }

  private static Child bare(World world, Backlog backlog, int inHand) {
    return Relays.bare(world.environment(), backlog.queueUrl(), world.carrier(), inHand);
  }

  private static double theirs(World world, Setting setting, Program program)
      throws InterruptedException {
    Backlog backlog = Backlog.ofTexts(world, setting.backlog());
    world.setCarrier(setting.answersIn(), setting.atOnce());
    try (Child _ = program.start(world, backlog, setting.inHand())) {
      return backlog.drained(WARM_UP);
    }
  }

  private static void claims(Report report) {
    report.note(
        "bare PUTs beside a claim: between receiving and deleting, each of the document's bytes at"
            + " the end; where the carrier bounds everybody, that is nobody's limit.");
    for (String series : List.of(BOUNDED, ANY_NUMBER)) {
      for (double x : report.of(series).stream().map(Figure::x).distinct().toList()) {
        claim(report, series, x, SPRING, 1);
        claim(report, series, x, BARE, 0.9);
      }
    }
  }

  private static void claim(Report report, String series, double x, String other, double target) {
    double theirs = report.median(series, other, x);
    Claim claim =
        Claim.atLeast(
            "%s, %s: ours / %s".formatted(series, Figure.words(x), other),
            report.median(series, OURS, x) / theirs,
            target);
    report.add(
        series.equals(ANY_NUMBER)
            ? claim.limitedBy(
                "bare loop with " + WRITES_WAITED_FOR + " bare PUTs", limit(report, x) / theirs)
            : claim);
  }

  /** Texts a second of a bare loop whose messages are in hand for those writes besides. */
  private static double limit(Report report, double inHand) {
    double seconds = inHand / report.median(ANY_NUMBER, BARE, inHand);
    double writes = WRITES_WAITED_FOR * report.median(PUT, BARE, inHand) / 1000;
    return inHand / (seconds + writes);
  }
}
