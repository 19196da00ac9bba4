package com.quickdumpnow.relay.ops.chaos;

import com.quickdumpnow.relay.localcloud.http.Fault;
import com.quickdumpnow.relay.localcloud.http.Fault.Effect;
import com.quickdumpnow.relay.localcloud.http.Faults;
import com.quickdumpnow.relay.ops.local.StandIns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the services slow, failing and dropping in turns: one at a time, all of them again. */
final class Troubles implements AutoCloseable {
  private static final Duration SPRINKLE = Duration.ofMillis(120);
  private static final int SPRINKLED = 3;
  private static final Duration LONGEST_TURN = Duration.ofSeconds(8);

  /** What S3 answers to two conditional writes at the same time. */
  private static final Effect RACE = new Fault.Refuse(409, "ConditionalRequestConflict");

  private static final int ALL = Integer.MAX_VALUE;

  /** How a service behaves in its turn. */
  enum Mode {
    SLOW,
    FAILING,
    DROPPING
  }

  /** Whose turn it is. */
  enum Service {
    S3,
    SQS,
    TWILIO,
    SES
  }

  private record Turn(Service service, Mode mode) {}

  private final Map<Service, Faults> faults = new EnumMap<>(Service.class);
  private final Random random;
  private final boolean outages;
  private final Thread thread;
  private volatile String now = "all well";
  private final AtomicInteger turns = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * @param outages whether a turn may hit every request; otherwise it hits some
   */
  Troubles(StandIns world, Random random, boolean outages) {
    faults.put(Service.S3, world.s3Faults());
    faults.put(Service.SQS, world.sqsFaults());
    faults.put(Service.TWILIO, world.twilioFaults());
    faults.put(Service.SES, world.sesFaults());
    this.random = random;
    this.outages = outages;
    this.thread = Thread.ofVirtual().name("troubles").start(this::run);
  }

  String now() {
    return now;
  }

  String figures() {
    StringBuilder hit = new StringBuilder();
    faults.forEach(
        (service, of) -> hit.append(", ").append(service).append(' ').append(of.injected()));
    return turns.get() + " turns; requests hit: " + hit.substring(2);
  }

  private void run() {
    List<Turn> round = new ArrayList<>();
    try {
      while (!stopped) {
        if (round.isEmpty()) {
          round.addAll(round());
        }
        take(round.removeLast());
        TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(700));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      faults.values().forEach(Faults::clear);
      now = "all well";
    }
  }

  private List<Turn> round() {
    List<Turn> round = new ArrayList<>();
    for (Service service : Service.values()) {
      for (Mode mode : Mode.values()) {
        round.add(new Turn(service, mode));
      }
    }
    Collections.shuffle(round, random);
    return round;
  }

  private void take(Turn turn) throws InterruptedException {
    now = turn.service() + " is " + turn.mode();
    turns.incrementAndGet();
    Faults of = Optional.ofNullable(faults.get(turn.service())).orElseThrow();
    boolean outage = outages && random.nextBoolean();
    long begin = System.nanoTime();
    long turnNanos = Duration.ofMillis(1_000 + random.nextInt(2_000)).toNanos();
    long before = of.injected();
    while (!stopped && isOn(System.nanoTime() - begin, turnNanos, of.injected() > before)) {
      of.clear();
      of.add(fault(turn, outage ? ALL : 1 + random.nextInt(SPRINKLED)));
      TimeUnit.MILLISECONDS.sleep(SPRINKLE.toMillis());
    }
    of.clear();
    now = "all well";
  }

  /** A service that is seldom called keeps its turn until it was, within reason. */
  private static boolean isOn(long sinceNanos, long turnNanos, boolean hit) {
    return sinceNanos < turnNanos || (!hit && sinceNanos < LONGEST_TURN.toNanos());
  }

  private Fault fault(Turn turn, int times) {
    Effect effect = effect(turn);
    return new Fault(effect.equals(RACE) ? "PUT" : "", "", times, effect);
  }

  private Effect effect(Turn turn) {
    return switch (turn.mode()) {
      case SLOW -> new Fault.Delay(Duration.ofMillis(100 + random.nextInt(2_400)));
      case DROPPING -> random.nextBoolean() ? new Fault.Drop() : new Fault.LoseReply();
      case FAILING ->
          switch (random.nextInt(3)) {
            case 0 -> new Fault.FailReply(500, "InternalError");
            case 1 -> new Fault.Refuse(503, turn.service() == Service.S3 ? "SlowDown" : "Busy");
            default -> turn.service() == Service.S3 ? RACE : new Fault.Refuse(502, "BadGateway");
          };
    };
  }

  /** No more of it from here on. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
