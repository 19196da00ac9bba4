package com.quickdumpnow.relay.ops.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Starts several things side by side. For one thread, in a try-with-resources. */
final class Startup implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> begun = new ArrayList<>();

  /** Gives what {@code start} returned, to those who waited for it by {@link #close}. */
  <T> Supplier<T> begin(Callable<T> start) {
    Future<T> future = threads.submit(start);
    begun.add(future);
    return () -> result(future);
  }

  /** Waits for all, then throws what the first of those that failed has thrown. */
  @Override
  public void close() {
    threads.close();
    begun.forEach(Startup::result);
  }

  private static <T> T result(Future<T> finished) {
    try {
      return finished.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalWorldException("interrupted while starting", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new LocalWorldException("cannot start: " + e.getCause(), e);
    }
  }
}
