package com.quickdumpnow.relay.ops.local;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, by layer. Layers close from the first to the last, whatever the order in
 * which they started: who uses something stops before it. The parts of one layer close side by
 * side. Thread-safe.
 */
final class Layers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Layers.class);

  /** From the users to the used. */
  enum Layer {
    FRONT_DOOR,
    CONSUMERS,
    FUNCTIONS,
    CLOUD,
    FOLDER,
    SETTINGS
  }

  private final Map<Layer, List<AutoCloseable>> open = new EnumMap<>(Layer.class);

  synchronized <T extends AutoCloseable> T add(Layer layer, T part) {
    open.computeIfAbsent(layer, _ -> new ArrayList<>()).add(part);
    return part;
  }

  /** Closes everything, whatever fails; closes nothing twice. */
  @Override
  public synchronized void close() {
    open.values().forEach(Layers::closeAll);
    open.clear();
  }

  private static void closeAll(List<AutoCloseable> parts) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> threads.execute(() -> close(part)));
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.atWarn().setCause(e).log("a part did not stop cleanly");
    }
  }
}
