package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.chaos.Customers.Customer;
import com.quickdumpnow.relay.ops.chaos.Dispatchers.Errand;
import com.quickdumpnow.relay.ops.chaos.Ledgers.End;
import com.quickdumpnow.relay.ops.chaos.Ledgers.Way;
import com.quickdumpnow.relay.ops.chaos.Programs.Batching;
import com.quickdumpnow.relay.ops.chaos.Verdict.Kind;
import com.quickdumpnow.relay.ops.local.Carriers;
import com.quickdumpnow.relay.ops.local.StandIns;
import com.quickdumpnow.relay.ops.sample.Documents;
import com.quickdumpnow.relay.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Dispatchers at work while something disturbs the relay; then the comparison. */
final class LoadRun {
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "QDN_CHAIN",
          Carriers.impatientChain(),
          "QDN_SWEEP_EVERY",
          "1s",
          "QDN_LEASE",
          "3s",
          "QDN_VISIBILITY",
          "10s");

  private static final Batching BATCHING = new Batching(100, Duration.ofMillis(50));
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration TELL = Duration.ofSeconds(5);

  /** With nothing under way, later findings are not to be expected to go away. */
  private static final Duration QUIET = Duration.ofSeconds(45);

  private static final int MAX_TOLD = 40;

  private final Plan plan;
  private final StandIns world;
  private final Disturbance disturbance;
  private final Random random;
  private final Consumer<String> progress;
  private final long begin = System.nanoTime();

  LoadRun(
      Plan plan,
      StandIns world,
      Disturbance disturbance,
      Random random,
      Consumer<String> progress) {
    this.plan = plan;
    this.world = world;
    this.disturbance = disturbance;
    this.random = random;
    this.progress = progress;
  }

  Report run() throws InterruptedException {
    List<Errand> errands = errands();
    Verdict verdict;
    Duration disturbed;
    List<String> deaths = new ArrayList<>();
    try (Programs programs = Programs.start(world, IMPATIENT, BATCHING);
        Dispatchers dispatchers = new Dispatchers(world)) {
      tell("the relay runs in three processes");
      Thread teller = Thread.ofVirtual().start(() -> tellAllTheTime(dispatchers));
      try {
        disturbance.begin(programs, dispatchers, new Random(random.nextLong()));
        dispatchers.begin(errands, disturbance.pace(), disturbance::await);
        disturbance.end();
        disturbed = elapsed();
        tell("nothing fails any more");
        settle(dispatchers);
      } finally {
        teller.interrupt();
      }
      programs.stop();
      verdict = compare(dispatchers);
      for (Program program : programs.all()) {
        if (program.deathsOfItsOwn() > 0) {
          deaths.add(program.name() + " died by itself, times " + program.deathsOfItsOwn());
        }
      }
      return report(verdict, dispatchers, disturbed, deaths);
    }
  }

  private List<Errand> errands() {
    Customers customers = new Customers(new Random(random.nextLong()));
    List<Errand> errands = new ArrayList<>();
    int left = plan.notifications();
    while (left > 0) {
      int steps = Math.min(left, random.nextInt(4) == 0 ? 2 : 1);
      Customer customer = disturbance.customer(customers);
      customer.networks().accept(world.twilio().script());
      errands.add(
          new Errand(
              "chaos-" + (errands.size() + 1),
              customer,
              List.of("dispatched", "completed").subList(0, steps),
              Duration.ofMillis(random.nextInt(12_000))));
      left -= steps;
    }
    return errands;
  }

  /** Until the accounts agree, or nothing moves any more, or patience is at its end. */
  private void settle(Dispatchers dispatchers) throws InterruptedException {
    long end = System.nanoTime() + plan.patience().toNanos();
    long quietSince = System.nanoTime();
    int lastSent = -1;
    while (System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      if (dispatchers.acceptedCount() < plan.notifications()) {
        continue;
      }
      Ledgers ledgers = ledgers(dispatchers);
      Verdict verdict = Comparison.of(ledgers);
      if (verdict.isUnfinished() || ledgers.sent().size() != lastSent) {
        quietSince = System.nanoTime();
        lastSent = ledgers.sent().size();
      } else if (verdict.holds() || System.nanoTime() - quietSince > QUIET.toNanos()) {
        return;
      }
    }
  }

  private Verdict compare(Dispatchers dispatchers) {
    return Comparison.of(ledgers(dispatchers));
  }

  private Ledgers ledgers(Dispatchers dispatchers) {
    MaintenanceDocument document = Documents.read(world.environmentOfAProcess());
    return LedgerReader.read(world, dispatchers.accepted(), document);
  }

  private void tellAllTheTime(Dispatchers dispatchers) {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(TELL.toNanos());
        tell(
            "accepted %d of %d; texts %d, emails %d; open %s; %s"
                .formatted(
                    dispatchers.acceptedCount(),
                    plan.notifications(),
                    world.twilio().messages().size(),
                    world.ses().mailbox().size(),
                    open(dispatchers),
                    disturbance.progress()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String open(Dispatchers dispatchers) {
    try {
      Verdict verdict = compare(dispatchers);
      return Long.toString(verdict.count(End.OPEN) + verdict.count(End.STAFF_NOT_TOLD));
    } catch (StoreException _) {
      return "?";
    }
  }

  private Report report(
      Verdict verdict, Dispatchers dispatchers, Duration disturbed, List<String> deaths) {
    List<String> lines = new ArrayList<>();
    Ledgers ledgers = ledgers(dispatchers);
    lines.add(
        "seed %d: %d notifications in %d s, settled %d s later"
            .formatted(
                plan.seed(),
                plan.notifications(),
                disturbed.toSeconds(),
                elapsed().minus(disturbed).toSeconds()));
    lines.addAll(disturbance.figures());
    lines.add(
        "the API accepted %d (%d calls were repeated)"
            .formatted(dispatchers.acceptedCount(), dispatchers.repeatedCalls()));
    lines.add(
        "the carriers accepted %d texts and %d emails for customers"
            .formatted(count(ledgers, Way.TEXT), count(ledgers, Way.EMAIL)));
    lines.add("maintenance.json says " + words(verdict.ends()));
    lines.add(
        "labelled repeats %d%s"
            .formatted(
                verdict.repeated(),
                verdict.repeats().isEmpty() ? "" : ": " + words(verdict.repeats())));
    lines.add(
        "lost %d, duplicated without a label %d, unexplained %d"
            .formatted(
                verdict.count(Kind.LOST),
                verdict.count(Kind.DUPLICATED),
                verdict.count(Kind.UNEXPLAINED)));
    List<String> broken = new ArrayList<>();
    if (dispatchers.acceptedCount() < plan.notifications()) {
      broken.add("the API accepted only " + dispatchers.acceptedCount());
    }
    verdict.findings().stream().limit(MAX_TOLD).forEach(found -> broken.add(found.toString()));
    broken.addAll(disturbance.complaints(verdict));
    broken.addAll(deaths);
    return new Report(lines, broken);
  }

  private static long count(Ledgers ledgers, Way way) {
    return ledgers.sent().stream().filter(message -> message.way() == way).count();
  }

  private static <K extends Enum<K>> String words(Map<K, Long> counts) {
    StringBuilder words = new StringBuilder();
    counts.forEach(
        (key, count) ->
            words
                .append(words.isEmpty() ? "" : ", ")
                .append(key.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(' ')
                .append(count));
    return words.toString();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void tell(String words) {
    progress.accept("%4d s  %s".formatted(elapsed().toSeconds(), words));
  }
}
