package com.quickdumpnow.relay.bench.store;

import com.quickdumpnow.relay.bench.Benchmark;
import com.quickdumpnow.relay.bench.Effort;
import com.quickdumpnow.relay.bench.Effort.Contender;
import com.quickdumpnow.relay.bench.report.Claim;
import com.quickdumpnow.relay.bench.report.Figure;
import com.quickdumpnow.relay.bench.report.Report;
import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.sample.BusyDays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** How many changes a second the document takes, and how far one is from the bare request. */
public final class StoreBench implements Benchmark {
  private static final String OURS = "ours";
  private static final String NAIVE = "read-modify-write";
  private static final String BARE = "bare PUT, one writer";
  private static final String BARE_COPIES = "bare PUT of a new copy";
  private static final String TABLE = "ours, on a table";
  private static final String BARE_ITEM = "bare put of an item";
  private static final Duration COMPILED = Duration.ofSeconds(8);
  private static final Instant YESTERDAY = Instant.parse("2026-11-01T08:00:00Z");

  @Override
  public String name() {
    return "store";
  }

  @Override
  public String question() {
    return "durable changes of one job each, against S3 on this machine";
  }

  @Override
  public void measure(Effort effort, Report report) throws Exception {
    Duration length = effort.either(Duration.ofSeconds(2), Duration.ofSeconds(1));
    try (World world = World.start()) {
      for (double megabytes : effort.either(List.of(0.1, 1.0, 10.0), List.of(0.1, 1.0))) {
        MaintenanceDocument document = ofSize(megabytes);
        Supplier<Stores> stores = () -> Stores.over(world.newBucket(), document);
        try (Tables tables = Tables.with(world, document)) {
          changes(effort, report, stores, tables, megabytes, length);
        }
        commit(effort, report, stores, megabytes, length);
      }
      growth(effort, report, world, length);
    }
    claims(report);
  }

  private static void changes(
      Effort effort,
      Report report,
      Supplier<Stores> stores,
      Tables tables,
      double megabytes,
      Duration length)
      throws Exception {
    String series = "changes/s, document of " + Figure.words(megabytes) + " MB, by writers";
    for (int writers : effort.either(List.of(1, 16, 64), List.of(1, 64))) {
      effort.compare(
          report,
          series,
          writers,
          "changes/s",
          List.of(
              new Contender(OURS, () -> Load.of(writers, length, stores.get().relay()).perSecond()),
              new Contender(NAIVE, () -> naive(writers, length, stores.get())),
              new Contender(BARE, () -> Load.of(1, length, stores.get().bare()).perSecond()),
              new Contender(TABLE, () -> Load.of(writers, length, tables.relay()).perSecond()),
              new Contender(BARE_ITEM, () -> Load.of(writers, length, tables.bare()).perSecond())));
    }
  }

  /** Those that never win a race give up at the end. */
  private static double naive(int writers, Duration length, Stores stores)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    return Load.of(writers, length, stores.naive(over::get), over).perSecond();
  }

  private static void commit(
      Effort effort, Report report, Supplier<Stores> stores, double megabytes, Duration length)
      throws Exception {
    Map<String, Supplier<LongConsumer>> contenders = new LinkedHashMap<>();
    contenders.put(OURS, () -> stores.get().relay());
    contenders.put(BARE, () -> stores.get().bare());
    contenders.put(BARE_COPIES, () -> stores.get().bareCopies());
    // Processor time is the compiler's for longer than a change's is.
    for (Supplier<LongConsumer> contender : contenders.values()) {
      var _ = Load.of(1, effort.either(COMPILED, length), contender.get());
    }
    Map<String, List<Load>> loads = new LinkedHashMap<>();
    for (int run = 0; run < effort.runs(); run++) {
      for (Map.Entry<String, Supplier<LongConsumer>> contender : contenders.entrySet()) {
        loads
            .computeIfAbsent(contender.getKey(), _ -> new ArrayList<>())
            .add(Load.of(1, length, contender.getValue().get()));
      }
    }
    loads.forEach(
        (name, own) -> {
          report.add(figure("one commit alone, by MB", name, megabytes, own, Load::millisEach));
          report.add(
              figure(
                  "processor time of a commit, by MB", name, megabytes, own, Load::cpuMillisEach));
        });
  }

  private static Figure figure(
      String series,
      String contender,
      double megabytes,
      List<Load> loads,
      Function<Load, Double> value) {
    return new Figure(series, contender, megabytes, "ms", loads.stream().map(value).toList());
  }

  private static void growth(Effort effort, Report report, World world, Duration length)
      throws Exception {
    MaintenanceDocument document = ofSize(1);
    Supplier<Stores> stores = () -> Stores.over(world.newBucket(), document);
    for (int writers : effort.either(List.of(1, 4, 16, 64, 256), List.of(4, 256))) {
      effort.compare(
          report,
          "growth: changes/s, 1 MB, by writers",
          writers,
          "changes/s",
          List.of(
              new Contender(
                  OURS, () -> Load.of(writers, length, stores.get().relay()).perSecond())));
    }
    try (Tables tables = Tables.with(world, document)) {
      for (int instances : List.of(1, 2, 4)) {
        effort.compare(
            report,
            "changes/s, 1 MB, 16 writers shared by so many instances",
            instances,
            "changes/s",
            List.of(
                new Contender(
                    OURS,
                    () -> Load.of(16, length, shared(stores.get()::relay, instances)).perSecond()),
                new Contender(
                    TABLE,
                    () -> Load.of(16, length, shared(tables::relay, instances)).perSecond())));
      }
    }
    for (int jobs : effort.either(List.of(100, 500, 2_000, 5_000, 10_000, 20_000), List.of(500))) {
      MaintenanceDocument active = BusyDays.document(jobs, 1, YESTERDAY);
      effort.compare(
          report,
          "growth: one commit alone, by active jobs",
          jobs,
          "ms",
          List.of(
              new Contender(
                  OURS,
                  () ->
                      Load.of(1, length, Stores.over(world.newBucket(), active).relay())
                          .millisEach()),
              new Contender(
                  BARE,
                  () ->
                      Load.of(1, length, Stores.over(world.newBucket(), active).bare())
                          .millisEach())));
    }
  }

  private static LongConsumer shared(Supplier<LongConsumer> instance, int instances) {
    List<LongConsumer> all = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      all.add(instance.get());
    }
    return number -> all.get((int) (number % instances)).accept(number);
  }

  private static void claims(Report report) {
    List<Double> sizes =
        report.of("one commit alone, by MB").stream().map(Figure::x).distinct().toList();
    for (double megabytes : sizes) {
      String series = "changes/s, document of " + Figure.words(megabytes) + " MB, by writers";
      report.add(
          Claim.atLeast(
              "64 writers, " + Figure.words(megabytes) + " MB: ours / read-modify-write",
              report.median(series, OURS, 64) / report.median(series, NAIVE, 64),
              50));
    }
    double largest = sizes.getLast();
    report.add(
        Claim.atMost(
            "a commit on " + Figure.words(largest) + " MB: ours / bare PUT of the same bytes",
            report.median("one commit alone, by MB", OURS, largest)
                / report.median("one commit alone, by MB", BARE, largest),
            1.5));
    for (double megabytes : sizes) {
      report.note(
          "processor time beyond the bare PUT's, "
              + Figure.words(megabytes)
              + " MB: a commit "
              + Figure.words(beyondBare(report, OURS, megabytes))
              + " ms, the bare PUT of a new copy "
              + Figure.words(beyondBare(report, BARE_COPIES, megabytes))
              + " ms");
    }
  }

  private static double beyondBare(Report report, String contender, double megabytes) {
    String series = "processor time of a commit, by MB";
    return report.median(series, contender, megabytes) - report.median(series, BARE, megabytes);
  }

  /** A document whose JSON has that many MB of 10^6 bytes. */
  private static MaintenanceDocument ofSize(double megabytes) {
    int sample = 100;
    double bytesEach =
        (double) MaintenanceJson.write(BusyDays.document(sample, 3, YESTERDAY)).length / sample;
    return BusyDays.document((int) Math.ceil(megabytes * 1e6 / bytesEach), 3, YESTERDAY);
  }
}
