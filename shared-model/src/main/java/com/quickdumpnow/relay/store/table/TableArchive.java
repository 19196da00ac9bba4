package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Table.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The archived jobs, in the same table. A job moves there in one transaction, so it is always in
 * exactly one of the two.
 */
final class TableArchive implements JobArchive {
  private final Reads reads;
  private final Changes changes;
  private final Optional<Duration> kept;

  /**
   * @param kept for how long after it was archived a job is; for ever, if empty
   */
  TableArchive(Reads reads, Changes changes, Optional<Duration> kept) {
    this.reads = reads;
    this.changes = changes;
    this.kept = kept;
  }

  private void write(Sight sight, ArchivedJob archived) {
    sight.change(Layout.archived(archived.id()), Optional.of(Bodies.of(archived, kept)));
  }

  /**
   * A recipient that may leave goes with the last job that has its number as the customer's; which
   * those are says an index, and that a job of the last second may be missing there does no harm:
   * of who is forgettable nothing is kept that counts.
   */
  @Override
  public Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable) {
    Set<JobId> taken = new LinkedHashSet<>();
    for (JobHistory history : asSeen) {
      if (changes.<Boolean>make(shard(history.id()), sight -> take(sight, history, forgettable))) {
        taken.add(history.id());
      }
    }
    return taken;
  }

  private boolean take(Sight sight, JobHistory asSeen, Predicate<Recipient> forgettable) {
    JobId id = asSeen.id();
    JobHistory current = sight.job(id);
    if (current.isEmpty() || !current.equals(asSeen) || current.concernsStaff()) {
      return false;
    }
    write(
        sight,
        sight
            .look(Layout.archived(id))
            .map(item -> Bodies.archived(item).again(current))
            .orElseGet(() -> new ArchivedJob(current, changes.now())));
    sight.change(Layout.job(id), Optional.empty());
    for (PhoneNumber phone : current.phones()) {
      Recipient recipient = sight.recipient(phone);
      if (forgettable.test(recipient) && !isReferredTo(phone, id)) {
        sight.change(Recipient.unknown(phone));
      }
    }
    return true;
  }

  private boolean isReferredTo(PhoneNumber phone, JobId leaving) {
    Patience patience = changes.patience();
    List<Entry> others =
        reads
            .entries(
                Index.PHONE,
                phone.value(),
                Layout.FIRST,
                Layout.LAST,
                Optional.empty(),
                Integer.MAX_VALUE,
                patience)
            .stream()
            .filter(entry -> !entry.key().equals(Layout.job(leaving)))
            .toList();
    return reads.items(others, patience).stream()
        .anyMatch(item -> Bodies.history(item).phones().contains(phone));
  }

  @Override
  public Optional<ArchivedJob> find(JobId id) {
    return changes.sight(0).look(Layout.archived(id)).map(Bodies::archived);
  }

  @Override
  public List<JobId> ids(Optional<JobId> after, int most) {
    Optional<String> behind = after.map(Layout::archived);
    return reads
        .listed(
            Layout.ARCHIVED, behind.map(Layout::shard).orElse(0), behind, most, changes.patience())
        .stream()
        .map(entry -> Layout.archivedId(entry.key()))
        .toList();
  }

  @Override
  public <R> Optional<R> change(JobId id, Function<JobScope, Changed<R>> change) {
    return changes.make(shard(id), sight -> change(sight, id, change));
  }

  private <R> Optional<R> change(Sight sight, JobId id, Function<JobScope, Changed<R>> change) {
    Optional<ArchivedJob> archived = sight.look(Layout.archived(id)).map(Bodies::archived);
    if (archived.isEmpty() || sight.job(id).job().isPresent()) {
      return Optional.empty();
    }
    JobHistory history = archived.get().history();
    Draft draft = sight.draft();
    Changed<R> changed =
        draft.change(
            new JobChange<>(
                id,
                scope -> {
                  Changed<R> made = change.apply(scope.with(history));
                  return new Changed<>(scope.history(), made.recipients(), made.spending(), made);
                }));
    sight.change(draft, changes.now());
    if (!changed.history().equals(history)) {
      write(sight, archived.get().with(changed.history()));
    }
    return Optional.of(changed.result());
  }

  @Override
  public Walked walk(int most, UnaryOperator<ArchivedJob> change) {
    Optional<String> from = changes.sight(0).look(Layout.WALK).map(Item::json);
    Optional<String> after = from.filter(key -> !key.isEmpty());
    List<Entry> entries =
        reads.listed(
            Layout.ARCHIVED, after.map(Layout::shard).orElse(0), after, most, changes.patience());
    int changed = 0;
    List<String> refused = new ArrayList<>();
    for (Entry entry : entries) {
      try {
        changed += changes.<Boolean>make(0, sight -> change(sight, entry.key(), change)) ? 1 : 0;
      } catch (DocumentRefused e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    boolean atEnd = entries.size() < most;
    moveTo(from, atEnd ? "" : entries.getLast().key());
    return new Walked(entries.size(), changed, refused, atEnd);
  }

  private boolean change(Sight sight, String key, UnaryOperator<ArchivedJob> change) {
    Optional<ArchivedJob> old = sight.look(key).map(Bodies::archived);
    Optional<ArchivedJob> next = old.map(change);
    if (next.equals(old)) {
      return false;
    }
    next.ifPresent(archived -> write(sight, archived));
    return true;
  }

  /** Somebody else's step may win: then the next walk begins there. */
  private void moveTo(Optional<String> from, String to) {
    var _ =
        changes.<Boolean>make(
            0,
            sight -> {
              boolean isMine = sight.look(Layout.WALK).map(Item::json).equals(from);
              if (isMine && !from.equals(Optional.of(to))) {
                sight.change(Layout.WALK, Optional.of(Bodies.of(Layout.WALK, to)));
              }
              return isMine;
            });
  }

  private static int shard(JobId id) {
    return Layout.shard(Layout.job(id));
  }
}
