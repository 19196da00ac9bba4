package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.document.ArchiveFiles.Version;
import com.quickdumpnow.relay.time.Clockwork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The archive beside the document: an object for each job. */
final class DocumentArchive implements JobArchive {
  private final DocumentStore store;
  private final ArchiveFiles files;
  private final Clockwork clock;
  private final Supplier<Patience> patience;

  DocumentArchive(
      DocumentStore store, ArchiveFiles files, Clockwork clock, Supplier<Patience> patience) {
    this.store = store;
    this.files = files;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable) {
    for (JobHistory history : asSeen) {
      keep(history);
    }
    return store.change(draft -> draft.take(asSeen, forgettable));
  }

  private void keep(JobHistory history) {
    Patience mine = patience.get();
    ArchivedJob first = new ArchivedJob(history, clock.instant());
    if (files.write(first, Optional.empty(), mine)) {
      return;
    }
    while (true) {
      Optional<Version<ArchivedJob>> there = files.fetch(ArchiveFiles.key(history.id()), mine);
      ArchivedJob next = there.map(known -> known.content().again(history)).orElse(first);
      if (there.isPresent() && next.equals(there.get().content())) {
        return;
      }
      if (files.write(next, there.map(Version::etag), mine)) {
        return;
      }
      mine.pauseForOthers();
    }
  }

  @Override
  public Optional<ArchivedJob> find(JobId id) {
    return files.fetch(ArchiveFiles.key(id), patience.get()).map(Version::content);
  }

  @Override
  public List<JobId> ids(Optional<JobId> after, int most) {
    return files.keys(after.map(ArchiveFiles::key), most, patience.get()).stream()
        .map(ArchiveFiles::id)
        .toList();
  }

  @Override
  public <R> Optional<R> change(JobId id, Function<JobScope, Changed<R>> change) {
    Patience mine = patience.get();
    Optional<Version<ArchivedJob>> there = files.fetch(ArchiveFiles.key(id), mine);
    while (there.isPresent()) {
      ArchivedJob archived = there.get().content();
      Optional<Changed<R>> changed =
          store.changeJob(id, scope -> besides(scope, archived.history(), change));
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      ArchivedJob next = archived.with(changed.get().history());
      if (next.equals(archived)) {
        return Optional.of(changed.get().result());
      }
      if (files.write(next, there.map(Version::etag), mine)) {
        return kept(changed.get());
      }
      there = files.fetch(ArchiveFiles.key(id), mine);
      if (there.isPresent() && there.get().content().equals(next)) {
        // Our own write, whose answer was lost.
        return kept(changed.get());
      }
      mine.pauseForOthers();
    }
    return Optional.empty();
  }

  /**
   * A file depends on no mark of the document: what was written while the store was being left may
   * have been copied before, and has to be done again where the archive is now.
   */
  private <R> Optional<R> kept(Changed<R> changed) {
    var _ = store.change(Draft::isEmpty);
    return Optional.of(changed.result());
  }

  /** In the document change the recipients alone; empty when the job is there itself. */
  private static <R> Changed<Optional<Changed<R>>> besides(
      JobScope scope, JobHistory archived, Function<JobScope, Changed<R>> change) {
    if (scope.history().job().isPresent()) {
      return new Changed<>(scope.history(), Optional.empty());
    }
    Changed<R> changed = change.apply(scope.with(archived));
    if (!changed.history().id().equals(archived.id())) {
      throw new IllegalStateException("a change of " + archived.id() + " returned another job");
    }
    return new Changed<>(scope.history(), changed.recipients(), Optional.of(changed));
  }

  @Override
  public Walked walk(int most, UnaryOperator<ArchivedJob> change) {
    Patience mine = patience.get();
    Optional<Version<String>> cursor = files.cursor(mine);
    Optional<String> after = cursor.map(Version::content).filter(key -> !key.isEmpty());
    List<String> keys = files.keys(after, most, mine);
    List<String> refused = new ArrayList<>();
    int changed = 0;
    for (String key : keys) {
      try {
        changed += change(key, change) ? 1 : 0;
      } catch (DocumentRefused e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    boolean atEnd = keys.size() < most;
    String next = atEnd ? "" : keys.getLast();
    if (!next.equals(after.orElse(""))) {
      files.moveCursor(next, cursor.map(Version::etag), mine);
    }
    return new Walked(keys.size(), changed, refused, atEnd);
  }

  /** Whoever else changes it meanwhile goes first: the next walk comes by again. */
  private boolean change(String key, UnaryOperator<ArchivedJob> change) {
    Patience mine = patience.get();
    Optional<Version<ArchivedJob>> there = files.fetch(key, mine);
    if (there.isEmpty()) {
      return false;
    }
    ArchivedJob next = change.apply(there.get().content());
    return !next.equals(there.get().content()) && files.write(next, there.map(Version::etag), mine);
  }
}
