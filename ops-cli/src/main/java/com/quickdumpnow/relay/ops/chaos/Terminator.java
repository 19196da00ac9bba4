package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Tells the worker to stop, several times under load, as a deployment does. Nothing fails. */
final class Terminator implements Disturbance {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PACE = Duration.ofMillis(100);

  /** The promise. */
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** So that there is always something in hand; a carrier may take that long. */
  private static final Duration CARRIER_TAKES = Duration.ofMillis(600);

  private final StandIns world;
  private final int signals;
  private final Strikes strikes;
  private final List<Duration> drains = new CopyOnWriteArrayList<>();

  Terminator(StandIns world, int signals, int notifications) {
    this.world = world;
    this.signals = signals;
    this.strikes = new Strikes("terminator", signals, notifications);
  }

  @Override
  public Customers.Customer customer(Customers customers) {
    return customers.healthy();
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public void begin(Programs programs, Dispatchers dispatchers, Random random) {
    world.twilioFaults().next(Integer.MAX_VALUE, "POST", "", new Fault.Delay(CARRIER_TAKES));
    strikes.begin(
        dispatchers::begun,
        () -> 0.3 + random.nextDouble() / 2,
        () -> {
          programs.worker().awaitReady(START);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
          drains.add(programs.worker().terminate(LIMIT));
        });
  }

  @Override
  public void await(int begunNotifications) throws InterruptedException {
    strikes.await(begunNotifications);
  }

  @Override
  public void end() throws InterruptedException {
    strikes.join();
    world.twilioFaults().clear();
  }

  @Override
  public String progress() {
    return "%d of %d signals".formatted(drains.size(), signals);
  }

  @Override
  public List<String> figures() {
    List<String> seconds = new ArrayList<>();
    drains.forEach(drain -> seconds.add("%.1f s".formatted(drain.toMillis() / 1000.0)));
    return List.of("SIGTERM to the worker, drained within: " + String.join(", ", seconds));
  }

  @Override
  public List<String> complaints(Verdict verdict) {
    List<String> complaints = new ArrayList<>(strikes.complaints());
    if (drains.size() < signals) {
      complaints.add("only %d of %d signals were sent".formatted(drains.size(), signals));
    }
    for (Duration drain : drains) {
      if (drain.compareTo(DRAINED_WITHIN) > 0) {
        complaints.add("a worker took " + drain.toMillis() + " ms to drain");
      }
    }
    if (verdict.repeated() > 0) {
      complaints.add(verdict.repeated() + " repeats although nothing failed");
    }
    return complaints;
  }

  @Override
  public void close() {
    strikes.close();
    world.twilioFaults().clear();
  }
}
