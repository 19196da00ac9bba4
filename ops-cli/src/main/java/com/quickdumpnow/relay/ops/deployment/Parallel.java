package com.quickdumpnow.relay.ops.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Many requests side by side, but no more at a time than a service likes. */
public final class Parallel {
  private static final int AT_A_TIME = 32;

  private Parallel() {}

  /**
   * The results in the order of the items; throws what the first that failed has thrown, and then
   * interrupts the others.
   */
  public static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    Semaphore permits = new Semaphore(AT_A_TIME);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures = new ArrayList<>();
      for (T item : items) {
        futures.add(threads.submit(() -> permitted(permits, item, work)));
      }
      return results(futures, threads);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <R> List<R> results(List<Future<R>> futures, ExecutorService threads)
      throws ExecutionException, InterruptedException {
    try {
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException | InterruptedException e) {
      // Each of the others may wait for as long as this one did, one after the other.
      threads.shutdownNow();
      throw e;
    }
  }

  private static <T, R> R permitted(Semaphore permits, T item, Function<T, R> work)
      throws InterruptedException {
    permits.acquire();
    try {
      return work.apply(item);
    } finally {
      permits.release();
    }
  }

  /** {@code items} in runs of that size. */
  public static <T> List<List<T>> chunks(List<T> items, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      chunks.add(items.subList(from, Math.min(from + size, items.size())));
    }
    return chunks;
  }
}
