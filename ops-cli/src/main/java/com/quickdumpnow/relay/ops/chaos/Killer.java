package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.ops.local.StandIns;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills worker and recorder at random, over services in trouble. */
final class Killer implements Disturbance {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration PACE = Duration.ofMillis(160);

  /** How long texts are waited for; in an outage there are none. */
  private static final Duration AT_WORK = Duration.ofSeconds(6);

  private static final int MOST_TEXTS = 4;

  /** Below this many kills there is no time for what takes minutes to mend. */
  private static final int LONG_RUN = 20;

  private final StandIns world;
  private final int kills;
  private final Strikes strikes;
  private volatile Optional<Troubles> troubles = Optional.empty();
  private final Map<Target, Integer> killed = new EnumMap<>(Target.class);

  private enum Target {
    WORKER,
    RECORDER
  }

  Killer(StandIns world, int kills, int notifications) {
    this.world = world;
    this.kills = kills;
    this.strikes = new Strikes("killer", kills, notifications);
  }

  @Override
  public Customers.Customer customer(Customers customers) {
    return customers.any(isLong());
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public void begin(Programs programs, Dispatchers dispatchers, Random random) {
    troubles = Optional.of(new Troubles(world, new Random(random.nextLong()), isLong()));
    strikes.begin(dispatchers::begun, random::nextDouble, () -> kill(programs, random));
  }

  private boolean isLong() {
    return kills >= LONG_RUN;
  }

  private void kill(Programs programs, Random random) throws InterruptedException {
    Target target = random.nextInt(5) < 3 ? Target.WORKER : Target.RECORDER;
    Program victim =
        switch (target) {
          case WORKER -> programs.worker();
          case RECORDER -> programs.recorder();
        };
    victim.awaitReady(START);
    if (target == Target.WORKER) {
      awaitTexts(1 + random.nextInt(MOST_TEXTS));
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(random.nextBoolean() ? 40 : 1_500));
    victim.kill();
    killed.merge(target, 1, Integer::sum);
  }

  /**
   * A worker that was not at work yet has nothing to lose; and many of the kills are to hit between
   * a carrier's yes and its being written down.
   */
  private void awaitTexts(int texts) throws InterruptedException {
    int before = world.twilio().messages().size();
    long end = System.nanoTime() + AT_WORK.toNanos();
    while (world.twilio().messages().size() < before + texts && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** What is to be killed has to have something to do. */
  @Override
  public void await(int begunNotifications) throws InterruptedException {
    strikes.await(begunNotifications);
  }

  @Override
  public void end() throws InterruptedException {
    strikes.join();
    troubles.ifPresent(Troubles::close);
  }

  @Override
  public String progress() {
    return "%d of %d kills; %s"
        .formatted(strikes.done(), kills, troubles.map(Troubles::now).orElse("all well"));
  }

  @Override
  public List<String> figures() {
    return List.of(
        "killed with -9: worker %d, recorder %d"
            .formatted(
                killed.getOrDefault(Target.WORKER, 0), killed.getOrDefault(Target.RECORDER, 0)),
        "troubles: " + troubles.map(Troubles::figures).orElse("none"));
  }

  @Override
  public List<String> complaints(Verdict verdict) {
    return strikes.complaints();
  }

  @Override
  public void close() {
    strikes.close();
    troubles.ifPresent(Troubles::close);
  }
}
