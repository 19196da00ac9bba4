package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Calls at random times, as customers' jobs come, and when each one's text reached the carrier. */
final class Arrivals {
  private static final Duration STRAGGLERS = Duration.ofSeconds(30);

  private Arrivals() {}

  /** Makes one call. */
  @FunctionalInterface
  interface Call {
    /**
     * @param number of the call, from one
     * @param phone whom the text goes to
     */
    void make(int number, String phone) throws InterruptedException;
  }

  /**
   * The milliseconds from each call's begin to its text at the carrier, the shortest first.
   *
   * @param perSecond on average; the times between are exponentially distributed
   * @param from the number of the first
   */
  static double[] millis(World world, double perSecond, Duration length, int from, Call call)
      throws InterruptedException {
    Map<String, Long> begun = new ConcurrentHashMap<>();
    // The same times for every contender and in every run.
    Random random = new Random(Double.hashCode(perSecond));
    long end = System.nanoTime() + length.toNanos();
    int number = from;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end) {
        int own = number++;
        String phone = "+1619%07d".formatted(5_000_000 + own);
        threads.execute(
            () -> {
              Instant now = Instant.now();
              begun.put(phone, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
              try {
                call.make(own, phone);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
        double pause = -Math.log(1 - random.nextDouble()) / perSecond;
        TimeUnit.NANOSECONDS.sleep((long) (pause * 1e9));
      }
    }
    awaitAll(world, begun);
    Map<String, Long> arrived = world.arrivals();
    double[] millis =
        begun.entrySet().stream()
            .mapToDouble(
                one ->
                    (arrived.getOrDefault(one.getKey(), one.getValue()) - one.getValue()) / 1000.0)
            .toArray();
    Arrays.sort(millis);
    if (millis.length > 0 && millis[0] < 0) {
      throw new IllegalStateException("a text of an earlier run is counted: reset the carrier");
    }
    return millis;
  }

  private static void awaitAll(World world, Map<String, Long> begun) throws InterruptedException {
    long end = System.nanoTime() + STRAGGLERS.toNanos();
    while (!world.arrivals().keySet().containsAll(begun.keySet())) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "a text did not reach the carrier: %d of %d did"
                .formatted(world.arrivals().size(), begun.size()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
