package com.quickdumpnow.relay.bench.latency;

import com.quickdumpnow.relay.bench.world.World;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import com.quickdumpnow.relay.store.s3.S3ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What the storage alone takes: no document is read or made, but as many bytes are replaced under
 * the same condition.
 *
 * <p>Alone, one write after the other. Contended, as often as calls come: for each a write by one
 * of four instances, then one by a worker, which writes once for all who wait; each looks at what
 * is there, replaces it, and begins anew when another one was faster.
 */
public final class BareWrites implements AutoCloseable {
  /** How its result begins. */
  static final String DONE = "millis";

  private static final String KEY = "bytes";
  private static final int INSTANCES = 4;

  private final S3ObjectStore objects;
  private final byte[] bytes;

  private BareWrites(String bucket, int size) {
    this.objects = S3ObjectStore.of(bucket);
    this.bytes = new byte[size];
    new Random(1).nextBytes(bytes);
  }

  /**
   * Prints the milliseconds that each took, the shortest first, in one line; then waits to be
   * ended.
   *
   * @param arguments a bucket; how many bytes; {@code alone} or {@code contended}; how many writes
   *     alone, after as many to warm up, or calls a second; for how many seconds those
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (BareWrites writes = new BareWrites(arguments[0], Integer.parseInt(arguments[1]))) {
      int number = Integer.parseInt(arguments[3]);
      double[] millis =
          arguments[2].equals("alone")
              ? writes.alone(number)
              : writes.contended(number, Duration.ofSeconds(Integer.parseInt(arguments[4])));
      StringBuilder line = new StringBuilder(DONE);
      for (double one : millis) {
        line.append(' ').append(one);
      }
      System.out.println(line);
      Thread.currentThread().join();
    }
  }

  /** The milliseconds of so many writes, one after the other, the shortest first. */
  public static double[] alone(World world, int bytes, int many) {
    return Timings.printedBy(
        BareWrites.class, world, world.newBucket(), text(bytes), "alone", text(many));
  }

  /**
   * The milliseconds from a call to its two writes' end, the shortest first.
   *
   * @param seconds how long they are measured, after the relay's own warm-up
   */
  static double[] contended(World world, int bytes, int perSecond, int seconds) {
    return Timings.printedBy(
        BareWrites.class,
        world,
        world.newBucket(),
        text(bytes),
        "contended",
        text(perSecond),
        text(seconds));
  }

  private static String text(int number) {
    return Integer.toString(number);
  }

  private double[] alone(int many) {
    double[] millis = new double[2 * many];
    Condition condition = current();
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      if (!(objects.put(KEY, bytes, condition) instanceof Put.Stored(var etag))) {
        throw new IllegalStateException("somebody else wrote");
      }
      condition = new Condition.IfMatch(etag);
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    return Arrays.stream(millis).skip(many).sorted().toArray();
  }

  private double[] contended(int perSecond, Duration length) throws InterruptedException {
    write();
    var _ = calls(Timings.WARM_UP_RATE, Timings.WARM_UP);
    return calls(perSecond, length);
  }

  private double[] calls(int perSecond, Duration length) throws InterruptedException {
    Random random = new Random(2);
    Semaphore free = new Semaphore(INSTANCES, true);
    LinkedBlockingQueue<Long> accepted = new LinkedBlockingQueue<>();
    Queue<Double> millis = new ConcurrentLinkedQueue<>();
    long end = System.nanoTime() + length.toNanos();
    Thread worker = Thread.ofVirtual().start(() -> work(accepted, millis));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end) {
        long begin = System.nanoTime();
        threads.execute(
            () -> {
              free.acquireUninterruptibly();
              write();
              free.release();
              accepted.add(begin);
            });
        double pause = -Math.log(1 - random.nextDouble()) / perSecond;
        TimeUnit.NANOSECONDS.sleep((long) (pause * 1e9));
      }
    }
    accepted.add(Long.MIN_VALUE);
    worker.join();
    return millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private void work(LinkedBlockingQueue<Long> accepted, Queue<Double> millis) {
    List<Long> together = new ArrayList<>();
    try {
      while (!together.contains(Long.MIN_VALUE)) {
        together.clear();
        together.add(accepted.take());
        accepted.drainTo(together);
        write();
        long now = System.nanoTime();
        together.stream()
            .filter(begin -> begin != Long.MIN_VALUE)
            .forEach(begin -> millis.add((now - begin) / 1e6));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    while (!(objects.put(KEY, bytes, current()) instanceof Put.Stored)) {
      Thread.onSpinWait();
    }
  }

  private Condition current() {
    return objects.get(KEY, Optional.empty()) instanceof Found found
        ? new Condition.IfMatch(found.etag())
        : new Condition.IfAbsent();
  }

  @Override
  public void close() {
    objects.close();
  }
}
