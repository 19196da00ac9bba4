package com.quickdumpnow.relay.store.move;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.DocumentPages;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.time.Ease;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Two stores of which one is the truth: follows it when it moves, without a restart. While nothing
 * changes, as what was moved is compared, changes wait a few seconds and are {@code Unavailable}
 * then; questions are answered all the time. Each question costs a look at the store's mark
 * besides, so this is for the time of a move.
 */
public final class MovingStore implements MaintenanceStore {
  private final Following following;
  private final JobArchive archive;

  public MovingStore(Following following) {
    this.following = following;
    this.archive = new MovingArchive(following);
  }

  @Override
  public Stored read() {
    return following.ask(MaintenanceStore::read);
  }

  @Override
  public Packed packed() {
    return following.ask(MaintenanceStore::packed);
  }

  @Override
  public JobScope look(JobId id) {
    return following.ask(
        store -> {
          JobScope scope = store.look(id);
          return new JobScope(
              scope.history(),
              phone -> following.ask(now -> now.look(id).recipients().apply(phone)),
              () -> following.ask(MaintenanceStore::settings),
              scope.account());
        });
  }

  @Override
  public DocumentSettings settings() {
    return following.ask(MaintenanceStore::settings);
  }

  @Override
  public List<JobHistory> wakeable(Instant by) {
    return following.ask(store -> store.wakeable(by));
  }

  @Override
  public List<JobHistory> finished(Instant by, int most) {
    return following.ask(store -> store.finished(by, most));
  }

  @Override
  public List<JobHistory> concerningStaff() {
    return following.ask(MaintenanceStore::concerningStaff);
  }

  @Override
  public List<JobHistory> recent(Instant since) {
    return following.ask(store -> store.recent(since));
  }

  @Override
  public List<Recipient> suppressed() {
    return following.ask(MaintenanceStore::suppressed);
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    return following.change(store -> store.changeJobs(changes));
  }

  @Override
  public <R> R changeJobAtEase(JobId id, Function<JobScope, Changed<R>> change, Ease ease) {
    return following.change(store -> store.changeJobAtEase(id, change, ease));
  }

  @Override
  public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
    return following.change(store -> store.changeRecipient(phone, change));
  }

  @Override
  public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
    return following.change(store -> store.changeTrailer(vin, change));
  }

  @Override
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return following.change(store -> store.changeSettings(change));
  }

  @Override
  public JobArchive archive() {
    return archive;
  }

  /** In pages as long as the truth is; a cursor of the other store leads nowhere. */
  @Override
  public Optional<DocumentPages> pages() {
    return following.ask(MaintenanceStore::pages).map(_ -> this::page);
  }

  private Optional<DocumentPages.Page> page(Optional<String> cursor) {
    return following.ask(
        store ->
            store
                .pages()
                .flatMap(pages -> pages.page(cursor))
                .map(
                    page ->
                        new DocumentPages.Page(
                            page.version(),
                            () -> following.askOnly(store, _ -> page.content().get()))));
  }
}
