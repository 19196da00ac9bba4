package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The archive of {@link InMemoryStore}, under its lock. */
final class InMemoryArchive implements JobArchive {
  private final InMemoryStore store;
  private final InstantSource clock;
  private final NavigableMap<String, ArchivedJob> files = new TreeMap<>();
  private String cursor = "";

  InMemoryArchive(InMemoryStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable) {
    synchronized (store) {
      store.failIfAsked();
      Instant now = clock.instant();
      for (JobHistory history : asSeen) {
        files.merge(
            history.id().value(),
            new ArchivedJob(history, now),
            (known, _) -> known.again(history));
      }
      return store.change(draft -> draft.take(asSeen, forgettable));
    }
  }

  @Override
  public Optional<ArchivedJob> find(JobId id) {
    synchronized (store) {
      store.failIfAsked();
      return Optional.ofNullable(files.get(id.value()));
    }
  }

  @Override
  public List<JobId> ids(Optional<JobId> after, int most) {
    synchronized (store) {
      store.failIfAsked();
      return files.tailMap(after.map(JobId::value).orElse(""), false).keySet().stream()
          .limit(most)
          .map(JobId::new)
          .toList();
    }
  }

  @Override
  public <R> Optional<R> change(JobId id, Function<JobScope, Changed<R>> change) {
    synchronized (store) {
      Optional<ArchivedJob> archived = find(id);
      if (archived.isEmpty() || store.document().job(id).job().isPresent()) {
        return Optional.empty();
      }
      Changed<R> changed =
          store.changeJob(
              id,
              scope -> {
                Changed<R> made = change.apply(scope.with(archived.get().history()));
                return new Changed<>(scope.history(), made.recipients(), made);
              });
      files.put(id.value(), archived.get().with(changed.history()));
      return Optional.of(changed.result());
    }
  }

  @Override
  public Walked walk(int most, UnaryOperator<ArchivedJob> change) {
    synchronized (store) {
      store.failIfAsked();
      List<String> keys = files.tailMap(cursor, false).keySet().stream().limit(most).toList();
      int changed = 0;
      for (String key : keys) {
        ArchivedJob old = files.get(key);
        ArchivedJob next = change.apply(old);
        changed += next.equals(old) ? 0 : 1;
        files.put(key, next);
      }
      boolean atEnd = keys.size() < most;
      cursor = atEnd ? "" : keys.getLast();
      return new Walked(keys.size(), changed, List.of(), atEnd);
    }
  }
}
