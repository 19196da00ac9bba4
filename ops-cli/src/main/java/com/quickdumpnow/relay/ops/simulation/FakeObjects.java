package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * S3 below the adapter: bytes and entity tags, atomic conditional puts, and every way in which an
 * answer can go missing.
 */
final class FakeObjects implements ObjectStore {
  private static final Duration LATENCY = Duration.ofMillis(80);
  private static final Duration SLOW = Duration.ofSeconds(20);

  /** What a program may lose to a garbage collection or a sleeping machine after its call. */
  private static final Duration STALL = Duration.ofSeconds(200);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final SimulatedProcess world;
  private final Map<String, Version> objects = new HashMap<>();
  private final Consumer<MaintenanceDocument> committed;
  private long versions;

  private record Version(Found found) {}

  /**
   * @param world the process in which requests arrive that nobody waits for any more
   * @param committed is shown every new version
   */
  FakeObjects(
      Scheduler scheduler,
      Chaos chaos,
      SimulatedProcess world,
      Consumer<MaintenanceDocument> committed) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.world = world;
    this.committed = committed;
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    scheduler.pause(LATENCY);
    switch (chaos.fate(Service.STORE)) {
      case WELL -> {}
      case NOT_DONE -> throw new ObjectStoreException.NotDone("simulated: 503 slow down", null);
      case ANSWER_LOST, LATE, LOST -> {
        scheduler.pause(TIMEOUT);
        throw new ObjectStoreException.OutcomeUnknown("simulated: no answer", null);
      }
      case SLOW -> scheduler.pause(SLOW);
    }
    Version version = objects.get(key);
    scheduler.pause(chaos.chance(0.005) ? STALL : LATENCY);
    if (version == null) {
      return new Fetched.Missing();
    }
    return ifNoneMatch.filter(version.found().etag()::equals).isPresent()
        ? new Fetched.NotModified()
        : version.found();
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    scheduler.pause(LATENCY);
    Fate fate = chaos.fate(Service.STORE);
    switch (fate) {
      case WELL, ANSWER_LOST -> {}
      case NOT_DONE -> throw new ObjectStoreException.NotDone("simulated: 503 slow down", null);
      case LATE -> {
        world.run(
            () -> {
              scheduler.pause(SLOW.multipliedBy(3));
              store(key, gzip, condition);
            });
        throw lost();
      }
      case LOST -> throw lost();
      case SLOW -> scheduler.pause(SLOW);
    }
    if (chaos.chance(0.01)) {
      return new Put.Conflict();
    }
    Put put = store(key, gzip, condition);
    if (fate == Fate.ANSWER_LOST) {
      throw lost();
    }
    scheduler.pause(chaos.chance(0.01) ? STALL : LATENCY);
    return put;
  }

  @Override
  public List<String> list(String prefix, Optional<String> after, int most) {
    scheduler.pause(LATENCY);
    if (chaos.fate(Service.STORE) != Fate.WELL) {
      throw new ObjectStoreException.NotDone("simulated: 503 slow down", null);
    }
    return objects.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .filter(key -> after.isEmpty() || key.compareTo(after.get()) > 0)
        .sorted()
        .limit(most)
        .toList();
  }

  private ObjectStoreException lost() {
    scheduler.pause(TIMEOUT);
    return new ObjectStoreException.OutcomeUnknown("simulated: no answer", null);
  }

  private Put store(String key, byte[] bytes, Condition condition) {
    Version current = objects.get(key);
    boolean holds =
        switch (condition) {
          case Condition.IfMatch(String etag) ->
              current != null && current.found().etag().equals(etag);
          case Condition.IfAbsent _ -> current == null;
        };
    if (!holds) {
      return new Put.PreconditionFailed();
    }
    String etag = "\"v" + ++versions + "\"";
    objects.put(key, new Version(new Found(bytes.clone(), etag)));
    if (key.equals(World.KEY)) {
      committed.accept(document(bytes));
    }
    return new Put.Stored(etag);
  }

  private static MaintenanceDocument document(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return MaintenanceJson.read(in.readAllBytes());
    } catch (IOException | BadJsonException e) {
      throw new Violation("the document does not parse: " + e.getMessage());
    }
  }
}
