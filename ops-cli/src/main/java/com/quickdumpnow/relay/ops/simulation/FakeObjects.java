package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.json.ArchiveJson;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.simulation.Chaos.Fate;
import com.quickdumpnow.relay.ops.simulation.Chaos.Service;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * S3 below the adapter: bytes and entity tags, atomic conditional puts, and every way in which an
 * answer can go missing.
 */
final class FakeObjects implements ObjectStore {
  private static final String ARCHIVED = "archive/jobs/";
  private static final Duration LATENCY = Duration.ofMillis(80);
  private static final Duration SLOW = Duration.ofSeconds(20);

  /** What a program may lose to a garbage collection or a sleeping machine after its call. */
  private static final Duration STALL = Duration.ofSeconds(200);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Scheduler scheduler;
  private final Chaos chaos;
  private final SimulatedProcess world;
  private final Map<String, Version> objects = new HashMap<>();
  private final Truth truth;
  private final List<MaintenanceDocument> history = new ArrayList<>();
  private final SharedCodec codec;
  private long versions;

  private record Version(Found found) {}

  /**
   * @param world the process in which requests arrive that nobody waits for any more
   * @param truth is shown every new version
   */
  FakeObjects(
      Scheduler scheduler, Chaos chaos, SimulatedProcess world, Truth truth, SharedCodec codec) {
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.world = world;
    this.truth = truth;
    this.codec = codec;
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
  public List<Entry> list(String prefix, Optional<String> after, int most) {
    scheduler.pause(LATENCY);
    if (chaos.fate(Service.STORE) != Fate.WELL) {
      throw new ObjectStoreException.NotDone("simulated: 503 slow down", null);
    }
    return objects.entrySet().stream()
        .map(object -> new Entry(object.getKey(), object.getValue().found().etag()))
        .filter(entry -> entry.key().startsWith(prefix))
        .filter(entry -> after.isEmpty() || entry.key().compareTo(after.get()) > 0)
        .sorted(Comparator.comparing(Entry::key))
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
    String etag = keep(key, bytes);
    if (key.equals(Stores.KEY)) {
      MaintenanceDocument document = codec.decode(bytes);
      history.add(document);
      truth.committed(Engine.S3, document);
    } else if (key.startsWith(ARCHIVED)) {
      truth.archived(Engine.S3, archived(bytes));
    }
    return new Put.Stored(etag);
  }

  private String keep(String key, byte[] bytes) {
    String etag = "\"v" + ++versions + "\"";
    Found found = new Found(bytes.clone(), etag);
    codec.copied(bytes, found.bytes());
    objects.put(key, new Version(found));
    return etag;
  }

  /** Every version of the document, the newest last. */
  List<MaintenanceDocument> versions() {
    return List.copyOf(history);
  }

  /** Puts a version of the document there, by hand and at once. */
  void replace(MaintenanceDocument document) {
    var _ = keep(Stores.KEY, codec.forProcess().encode(document));
    history.add(document);
    truth.judge().restored(document);
  }

  private static JobHistory archived(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return ArchiveJson.read(in.readAllBytes()).history();
    } catch (IOException | BadJsonException e) {
      throw new Violation("an archived job does not parse: " + e.getMessage());
    }
  }
}
