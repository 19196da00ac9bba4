package com.quickdumpnow.relay.store.memory;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.document.Codec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A store that forgets everything when the program ends. Holds the whole contract of {@link
 * MaintenanceStore}; its versions are the document's revisions. Thread-safe.
 */
public final class InMemoryStore implements MaintenanceStore {
  private final InMemoryArchive archive;
  private MaintenanceDocument document;
  private Optional<Supplier<StoreException>> failure = Optional.empty();

  public InMemoryStore() {
    this(MaintenanceDocument.EMPTY);
  }

  public InMemoryStore(MaintenanceDocument document) {
    this(document, InstantSource.system());
  }

  /**
   * @param clock tells when a job was archived
   */
  public InMemoryStore(MaintenanceDocument document, InstantSource clock) {
    this.document = document;
    this.archive = new InMemoryArchive(this, clock);
  }

  /** What is kept now, also while calls fail. */
  public synchronized MaintenanceDocument document() {
    return document;
  }

  /** From now on every call throws what {@code exception} gives, and changes nothing. */
  public synchronized void failWith(Supplier<StoreException> exception) {
    failure = Optional.of(exception);
  }

  /** Ends {@link #failWith}. */
  public synchronized void recover() {
    failure = Optional.empty();
  }

  @Override
  public synchronized Stored read() {
    failIfAsked();
    return new Stored(document, Long.toString(document.revision()));
  }

  @Override
  public Packed packed() {
    Stored read = read();
    return new Packed(Codec.gzip().encode(read.document()), read.version());
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    return change(
        draft -> {
          List<R> results = new ArrayList<>();
          for (JobChange<R> change : changes) {
            results.add(draft.change(change));
          }
          return results;
        });
  }

  @Override
  public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
    return change(draft -> draft.change(phone, change));
  }

  @Override
  public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
    return change(draft -> draft.change(vin, change));
  }

  @Override
  public JobArchive archive() {
    return archive;
  }

  @Override
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return change(draft -> draft.changeSettings(change));
  }

  synchronized <R> R change(Function<Draft, R> edit) {
    failIfAsked();
    Draft draft = new Draft(document);
    R result = edit.apply(draft);
    if (!draft.isEmpty()) {
      document = draft.onto(document).withCommits(document.revision() + 1, document.commits());
    }
    return result;
  }

  synchronized void failIfAsked() {
    if (failure.isPresent()) {
      throw failure.get().get();
    }
  }
}
