package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.MoveMark;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.document.ArchiveFiles.Version;
import com.quickdumpnow.relay.store.document.ObjectStore.Entry;
import com.quickdumpnow.relay.store.move.Home;
import com.quickdumpnow.relay.store.move.Piece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A document and its archive to be moved out of or into. */
public final class DocumentHome implements Home {
  private static final int PART = 1000;

  private final String name;
  private final DocumentStore store;

  public DocumentHome(String name, DocumentStore store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MaintenanceStore store() {
    return store;
  }

  @Override
  public Optional<MoveMark> mark() {
    return store.settings().move();
  }

  @Override
  public boolean create(MoveMark first) {
    return store.create(
        MaintenanceDocument.EMPTY.with(DocumentSettings.NONE.withMove(Optional.of(first))));
  }

  @Override
  public boolean mark(Optional<MoveMark> from, MoveMark to) {
    return store.change(
        _ -> {},
        draft -> {
          if (!MoveMark.areSame(draft.settings().move(), from)) {
            return MoveMark.areSame(draft.settings().move(), Optional.of(to));
          }
          draft.mark(to);
          return true;
        });
  }

  /** A document's every change depends on all that is in it. */
  @Override
  public void heed(MoveMark own, Parts parts, Consumer<Integer> done) {}

  /**
   * @throws DocumentRefused when there is something in it that would be left behind
   */
  @Override
  public void list(Consumer<List<Listed>> part) {
    MaintenanceDocument document = store.read().document();
    if (!document.extras().json().isEmpty()) {
      throw new DocumentRefused(
          "the document has members that only a newer release knows: " + document.extras(), null);
    }
    List<Piece> active = new ArrayList<>(Piece.all(document));
    active.add(new Piece.Everywhere(document.settings()));
    for (int from = 0; from < active.size(); from += PART) {
      part.accept(
          active.subList(from, Math.min(from + PART, active.size())).stream()
              .map(DocumentHome::listed)
              .toList());
    }
    listArchive(part);
  }

  private void listArchive(Consumer<List<Listed>> part) {
    Optional<String> after = Optional.empty();
    List<Entry> entries;
    do {
      entries = store.files().entries(after, PART, store.patience());
      part.accept(entries.stream().map(this::listed).toList());
      after = entries.isEmpty() ? after : Optional.of(entries.getLast().key());
    } while (entries.size() == PART);
  }

  private Listed listed(Entry entry) {
    JobId id = ArchiveFiles.id(entry.key());
    return new Listed(Piece.Archived.key(id), entry.etag(), () -> archived(id));
  }

  private Optional<Piece> archived(JobId id) {
    return store
        .files()
        .fetch(ArchiveFiles.key(id), store.patience())
        .map(found -> new Piece.Archived(found.content()));
  }

  /** The document has no stamp for a part of it: what it is made of says whether it is another. */
  private static Listed listed(Piece piece) {
    MaintenanceDocument alone = with(new Draft(MaintenanceDocument.EMPTY), piece);
    String stamp = UUID.nameUUIDFromBytes(MaintenanceJson.write(alone)).toString();
    return new Listed(piece.key(), stamp, () -> Optional.of(piece));
  }

  private static MaintenanceDocument with(Draft draft, Piece piece) {
    put(draft, piece);
    return draft.onto(MaintenanceDocument.EMPTY);
  }

  @Override
  public Map<String, Piece> find(Collection<String> keys) {
    MaintenanceDocument document = store.read().document();
    Map<String, Piece> found = new HashMap<>();
    for (String key : keys) {
      find(document, key).ifPresent(piece -> found.put(key, piece));
    }
    return found;
  }

  private Optional<Piece> find(MaintenanceDocument document, String key) {
    if (key.equals(Piece.Everywhere.KEY)) {
      return Optional.of(new Piece.Everywhere(document.settings()));
    }
    if (key.startsWith(Piece.Archived.PREFIX)) {
      return archived(new JobId(key.substring(Piece.Archived.PREFIX.length())));
    }
    return Piece.in(document, key);
  }

  @Override
  public void put(MoveMark own, Collection<Piece> pieces) {
    List<Piece> active = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Archived(ArchivedJob job)) {
        put(job);
      } else {
        active.add(piece);
      }
    }
    var _ =
        store.change(
            Fence.of(own),
            draft -> {
              active.forEach(piece -> put(draft, piece));
              return true;
            });
  }

  /** A file knows of no mark; it is put onto the version that was seen, and compared afterwards. */
  private void put(ArchivedJob job) {
    Patience patience = store.patience();
    Optional<Version<ArchivedJob>> there =
        store.files().fetch(ArchiveFiles.key(job.id()), patience);
    while (there.map(Version::content).filter(job::equals).isEmpty()
        && !store.files().write(job, there.map(Version::etag), patience)) {
      patience.pauseForOthers();
      there = store.files().fetch(ArchiveFiles.key(job.id()), patience);
    }
  }

  private static void put(Draft draft, Piece piece) {
    switch (piece) {
      case Piece.Active(JobHistory history) -> draft.put(history);
      case Piece.Person(Recipient recipient) -> {
        var _ = draft.change(recipient.phone(), _ -> recipient);
      }
      case Piece.Vehicle(Trailer trailer) -> {
        var _ = draft.change(trailer.vin(), _ -> trailer);
      }
      case Piece.Everywhere(DocumentSettings settings) -> {
        var _ = draft.changeSettings(_ -> settings);
      }
      case Piece.Archived _ -> throw new IllegalArgumentException("no part of the document");
    }
  }

  @Override
  public List<String> remove(MoveMark own, Collection<String> keys) {
    return store.change(
        Fence.of(own), draft -> keys.stream().filter(key -> !isRemoved(draft, key)).toList());
  }

  /** Of files and trailers nothing is ever forgotten. */
  private static boolean isRemoved(Draft draft, String key) {
    String name = key.substring(key.indexOf('#') + 1);
    if (key.startsWith(Piece.Active.PREFIX)) {
      draft.put(JobHistory.empty(new JobId(name)));
      return true;
    }
    if (key.startsWith(Piece.Person.PREFIX)) {
      var _ = draft.change(new PhoneNumber(name), old -> Recipient.unknown(old.phone()));
      return true;
    }
    return false;
  }
}
