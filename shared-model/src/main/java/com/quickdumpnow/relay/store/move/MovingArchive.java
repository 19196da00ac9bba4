package com.quickdumpnow.relay.store.move;

import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The archive of whichever store is the truth. */
final class MovingArchive implements JobArchive {
  private final Following following;

  MovingArchive(Following following) {
    this.following = following;
  }

  @Override
  public Set<JobId> take(Collection<JobHistory> asSeen, Predicate<Recipient> forgettable) {
    return following.change(store -> store.archive().take(asSeen, forgettable));
  }

  @Override
  public Optional<ArchivedJob> find(JobId id) {
    return following.ask(store -> store.archive().find(id));
  }

  @Override
  public List<JobId> ids(Optional<JobId> after, int most) {
    return following.ask(store -> store.archive().ids(after, most));
  }

  @Override
  public <R> Optional<R> change(JobId id, Function<JobScope, Changed<R>> change) {
    return following.change(store -> store.archive().change(id, change));
  }

  /** What a walk through the archive that was left has changed is changed again by the next. */
  @Override
  public Walked walk(int most, UnaryOperator<ArchivedJob> change) {
    return following.change(store -> store.archive().walk(most, change));
  }
}
