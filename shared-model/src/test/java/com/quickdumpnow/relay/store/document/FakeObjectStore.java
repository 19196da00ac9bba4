package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.store.document.ObjectStoreException.NotDone;
import com.quickdumpnow.relay.store.document.ObjectStoreException.OutcomeUnknown;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An object store in memory that fails as a real one does: answers are lost before and after the
 * put landed, throttled, 409, and a put may land long after its sender gave up on it. Faults come
 * from a script, one a put, and then at random.
 */
final class FakeObjectStore implements ObjectStore {
  /** What happens to a put. */
  enum Fault {
    NONE,
    /** It landed; the answer says 5xx or never comes. */
    LANDED_ANSWER_LOST,
    /** It did not land, and its sender cannot know. */
    LOST,
    THROTTLED,
    CONFLICT,
    /** Its sender sees a timeout now, and it is carried out at {@link #deliverDelayed()}. */
    DELAYED
  }

  private final Map<String, Found> objects = new HashMap<>();
  private final Deque<Fault> script = new ArrayDeque<>();
  private final Deque<Runnable> delayed = new ArrayDeque<>();
  private Function<FakeObjectStore, Fault> random = _ -> Fault.NONE;
  private Runnable beforePut = () -> {};
  private Runnable beforeGet = () -> {};
  private Runnable afterGet = () -> {};
  private @Nullable ObjectStoreException outage;
  private int versions;
  int puts;
  int landed;
  int gets;
  int fullGets;

  synchronized void next(Fault... faults) {
    script.addAll(List.of(faults));
  }

  /** From now on that share of the puts, in percent, suffers one of the faults. */
  synchronized void failAtRandom(RandomGenerator generator, IntPredicate percent) {
    Fault[] faults = {
      Fault.LANDED_ANSWER_LOST, Fault.LOST, Fault.THROTTLED, Fault.CONFLICT,
    };
    random =
        _ ->
            percent.test(generator.nextInt(100))
                ? faults[generator.nextInt(faults.length)]
                : Fault.NONE;
  }

  /** All requests throw this; null ends it. */
  synchronized void outage(@Nullable ObjectStoreException exception) {
    outage = exception;
  }

  /** Runs outside the lock before each put is looked at. */
  synchronized void beforePut(Runnable action) {
    beforePut = action;
  }

  synchronized void beforeGet(Runnable action) {
    beforeGet = action;
  }

  /** Runs outside the lock when the answer to a get is on its way. */
  synchronized void afterGet(Runnable action) {
    afterGet = action;
  }

  synchronized void deliverDelayed() {
    while (!delayed.isEmpty()) {
      delayed.poll().run();
    }
  }

  synchronized void set(String key, byte[] bytes) {
    objects.put(key, new Found(bytes, "\"e" + ++versions + "\""));
  }

  synchronized void remove(String key) {
    objects.remove(key);
  }

  synchronized byte[] bytes(String key) {
    return Optional.ofNullable(objects.get(key)).orElseThrow().bytes();
  }

  @Override
  public Fetched get(String key, Optional<String> ifNoneMatch) {
    Runnable before;
    synchronized (this) {
      gets++;
      before = beforeGet;
    }
    before.run();
    Fetched fetched;
    Runnable after;
    synchronized (this) {
      fetched = current(key, ifNoneMatch);
      after = afterGet;
    }
    after.run();
    return fetched;
  }

  private Fetched current(String key, Optional<String> ifNoneMatch) {
    throwOutage();
    Found found = objects.get(key);
    if (found == null) {
      return new Fetched.Missing();
    }
    if (ifNoneMatch.equals(Optional.of(found.etag()))) {
      return new Fetched.NotModified();
    }
    fullGets++;
    return found;
  }

  @Override
  public Put put(String key, byte[] gzip, Condition condition) {
    Runnable before;
    synchronized (this) {
      puts++;
      before = beforePut;
    }
    before.run();
    synchronized (this) {
      throwOutage();
      Fault fault = Optional.ofNullable(script.poll()).orElseGet(() -> random.apply(this));
      return switch (fault) {
        case NONE -> land(key, gzip, condition);
        case LANDED_ANSWER_LOST -> {
          land(key, gzip, condition);
          throw new OutcomeUnknown("answer lost", null);
        }
        case LOST -> throw new OutcomeUnknown("request lost", null);
        case THROTTLED -> throw new NotDone("slow down", null);
        case CONFLICT -> new Put.Conflict();
        case DELAYED -> {
          delayed.add(() -> land(key, gzip, condition));
          throw new OutcomeUnknown("timeout", null);
        }
      };
    }
  }

  @Override
  public synchronized List<Entry> list(String prefix, Optional<String> after, int most) {
    throwOutage();
    return objects.entrySet().stream()
        .map(object -> new Entry(object.getKey(), object.getValue().etag()))
        .filter(entry -> entry.key().startsWith(prefix))
        .filter(entry -> entry.key().compareTo(after.orElse("")) > 0)
        .sorted(Comparator.comparing(Entry::key))
        .limit(most)
        .toList();
  }

  private void throwOutage() {
    if (outage != null) {
      throw outage;
    }
  }

  private Put land(String key, byte[] bytes, Condition condition) {
    Optional<String> etag = Optional.ofNullable(objects.get(key)).map(Found::etag);
    boolean holds =
        switch (condition) {
          case Condition.IfMatch(var expected) -> etag.equals(Optional.of(expected));
          case Condition.IfAbsent _ -> etag.isEmpty();
        };
    if (!holds) {
      return new Put.PreconditionFailed();
    }
    landed++;
    set(key, bytes);
    return new Put.Stored("\"e" + versions + "\"");
  }
}
