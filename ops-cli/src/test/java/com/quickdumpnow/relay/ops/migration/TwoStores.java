package com.quickdumpnow.relay.ops.migration;

import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.store.document.DocumentHome;
import com.quickdumpnow.relay.store.document.DocumentStore;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.memory.InMemoryTable;
import com.quickdumpnow.relay.store.move.Following;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Home.Parts;
import com.quickdumpnow.relay.store.move.MovingStore;
import com.quickdumpnow.relay.store.table.Table;
import com.quickdumpnow.relay.store.table.TableHome;
import com.quickdumpnow.relay.store.table.TableStore;
import com.quickdumpnow.relay.time.Clockwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A document and a table in memory, with a clock that leaps, and a power cut at any request. */
final class TwoStores implements Clockwork {
  static final Instant NOW = Instant.parse("2026-01-15T14:32:00Z");

  private final Objects objects = new Objects();
  private final Requests table = new Requests();
  private long nanos;
  private long writers;
  private int requests;
  private int lastRequest = Integer.MAX_VALUE;

  /** At a request a program is no more. */
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  TwoStores(MaintenanceDocument first) {
    boolean _ = documentStore().create(first);
  }

  /** From now on the program has so many requests to live. */
  void cutPowerAfter(int more) {
    lastRequest = requests + more;
  }

  void powerIsBack() {
    lastRequest = Integer.MAX_VALUE;
  }

  int requests() {
    return requests;
  }

  private void request() {
    if (++requests > lastRequest) {
      throw new PowerCut();
    }
  }

  DocumentHome document() {
    return new DocumentHome("the document", documentStore());
  }

  private DocumentStore documentStore() {
    return new DocumentStore(
        objects, "maintenance.json", this, new Random(++writers), StoreListener.NONE);
  }

  TableHome table() {
    return new TableHome(
        "the table", new TableStore(table, this, new Random(++writers), StoreListener.NONE));
  }

  /** As a program of its own has it. */
  MovingStore moving() {
    return new MovingStore(new Following(document(), table(), this, new Random(++writers)));
  }

  Migration migration(Home source, Home target, String name) {
    return new Migration(source, target, name, false, this, new OneByOne(), Watcher.NONE);
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public Instant instant() {
    return NOW.plusNanos(nanos);
  }

  @Override
  public long ticks() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    pass(duration);
  }

  @Override
  public Signal signal() {
    return Clockwork.system().signal();
  }

  /** For requests whose order counts. */
  static final class OneByOne implements Parts {
    @Override
    public <T> void each(List<T> parts, Consumer<T> work) {
      parts.forEach(work);
    }
  }

  private final class Objects implements ObjectStore {
    private final Map<String, ObjectStore.Found> kept = new HashMap<>();
    private int versions;

    @Override
    public Fetched get(String key, Optional<String> ifNoneMatch) {
      request();
      ObjectStore.Found found = kept.get(key);
      if (found == null) {
        return new Fetched.Missing();
      }
      return ifNoneMatch.equals(Optional.of(found.etag())) ? new Fetched.NotModified() : found;
    }

    @Override
    public Put put(String key, byte[] gzip, Condition condition) {
      request();
      Optional<String> etag = Optional.ofNullable(kept.get(key)).map(ObjectStore.Found::etag);
      boolean holds =
          switch (condition) {
            case Condition.IfAbsent _ -> etag.isEmpty();
            case Condition.IfMatch(String wanted) -> etag.equals(Optional.of(wanted));
          };
      if (!holds) {
        return new Put.PreconditionFailed();
      }
      kept.put(key, new ObjectStore.Found(gzip, "v" + ++versions));
      return new Put.Stored("v" + versions);
    }

    @Override
    public List<Entry> list(String prefix, Optional<String> after, int most) {
      request();
      return kept.entrySet().stream()
          .map(object -> new Entry(object.getKey(), object.getValue().etag()))
          .filter(entry -> entry.key().startsWith(prefix))
          .filter(entry -> entry.key().compareTo(after.orElse("")) > 0)
          .sorted(Comparator.comparing(Entry::key))
          .limit(most)
          .toList();
    }
  }

  private final class Requests implements Table {
    private final InMemoryTable memory = new InMemoryTable();

    @Override
    public Found get(Collection<String> keys) {
      request();
      return memory.get(keys);
    }

    @Override
    public Outcome write(List<Edit> edits, String token) {
      request();
      return memory.write(edits, token);
    }

    @Override
    public Slice query(Query query) {
      request();
      return memory.query(query);
    }

    @Override
    public Items scan(Optional<String> after) {
      request();
      return memory.scan(after);
    }

    @Override
    public void count(String counter) {
      memory.count(counter);
    }

    @Override
    public Counted counted(Collection<String> counters) {
      request();
      return memory.counted(counters);
    }
  }
}
