package com.quickdumpnow.relay.ops.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong with a call to a service, decided from the seed. Each service has its own mood,
 * which changes over time: well, shaky or down; when the faults stop, all is well.
 */
final class Chaos {
  /** A service that can fail. */
  enum Service {
    STORE,
    TRIGGERS,
    OUTCOMES,
    TWILIO,
    SES,
    LOOKUP
  }

  /** What happens to one call. */
  enum Fate {
    WELL,
    /** Refused before anything happened. */
    NOT_DONE,
    /** It took effect, and the answer is lost. */
    ANSWER_LOST,
    /** No answer, and it takes effect only later, when nobody waits for it any more. */
    LATE,
    /** No answer, and it never takes effect. */
    LOST,
    /** Done only after a long while. */
    SLOW
  }

  /** How hard it is. */
  enum Level {
    NONE(0),
    LIGHT(0.05),
    HEAVY(0.4);

    private final double shaky;

    Level(double shaky) {
      this.shaky = shaky;
    }

    static Level named(String name) {
      for (Level level : values()) {
        if (level.name().toLowerCase(Locale.ROOT).equals(name)) {
          return level;
        }
      }
      throw new IllegalArgumentException("no such level of faults: use none, light or heavy");
    }
  }

  private static final Duration LONGEST_MOOD = Duration.ofMinutes(2);

  private final Scheduler scheduler;
  private final Random random;
  private final Level level;
  private final Map<Service, Mood> moods = new EnumMap<>(Service.class);
  private boolean over = true;

  private record Mood(double failing, long until) {}

  Chaos(Scheduler scheduler, Random random, Level level) {
    this.scheduler = scheduler;
    this.random = random;
    this.level = level;
  }

  /** Nothing fails before. */
  void begin() {
    over = false;
  }

  /** From now on nothing fails. */
  void stop() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  boolean chance(double probability) {
    return !over && level != Level.NONE && random.nextDouble() < probability;
  }

  /** A number from 0 to 1. */
  double part() {
    return random.nextDouble();
  }

  Fate fate(Service service) {
    if (over || level == Level.NONE || random.nextDouble() >= mood(service).failing()) {
      return Fate.WELL;
    }
    Fate[] bad = {
      Fate.NOT_DONE, Fate.ANSWER_LOST, Fate.ANSWER_LOST, Fate.LATE, Fate.LOST, Fate.SLOW
    };
    return bad[random.nextInt(bad.length)];
  }

  private Mood mood(Service service) {
    Mood mood = moods.get(service);
    if (mood == null || scheduler.ticks() >= mood.until()) {
      int roll = random.nextInt(8);
      double failing = roll == 0 ? 1 : roll <= 4 ? level.shaky : level.shaky / 10;
      long until = scheduler.ticks() + (long) (random.nextDouble() * LONGEST_MOOD.toNanos());
      mood = new Mood(failing, until);
      moods.put(service, mood);
    }
    return mood;
  }
}
