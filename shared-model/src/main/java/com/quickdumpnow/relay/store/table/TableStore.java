package com.quickdumpnow.relay.store.table;

import com.quickdumpnow.relay.json.MaintenanceJson;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.DocumentPages;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException.Fenced;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.document.StoreListener;
import com.quickdumpnow.relay.store.table.Item.Index;
import com.quickdumpnow.relay.store.table.Table.Entry;
import com.quickdumpnow.relay.time.Clockwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The store as items of one table: a job with its notifications and messages is one of them, and so
 * is a recipient, a trailer, an archived job. A change is written under the condition that nothing
 * it looked at has changed; what looked at one item only is a plain conditional write, all else a
 * transaction. There is no thread of its own.
 *
 * <p>A change is given up after a minute of trying, as {@code Unavailable} or, when a write may
 * have landed, as {@code CommitUnknown}.
 *
 * <p>{@link #read} and {@link #packed} go through the whole table and are for operators; nothing
 * else does.
 */
public final class TableStore implements MaintenanceStore {
  private final Reads reads;
  private final Changes changes;
  private final TableArchive archive;
  private final Optional<Duration> archiveFor;

  /**
   * @param random for jitter and the name under which this store's commits are recognised:
   *     thread-safe, and never with the same numbers in two stores. In a Lambda with SnapStart that
   *     means {@code SecureRandom}, and no commit before the snapshot.
   * @param archiveFor for how long after it was archived a job is kept; for ever, if empty
   */
  public TableStore(
      Table table,
      Clockwork clock,
      RandomGenerator random,
      StoreListener listener,
      Optional<Duration> archiveFor) {
    this.reads = new Reads(table, listener);
    this.changes = new Changes(table, reads, clock, random, listener);
    this.archiveFor = archiveFor;
    this.archive = new TableArchive(reads, changes, archiveFor);
  }

  /** Keeps what is archived for ever. */
  public TableStore(Table table, Clockwork clock, RandomGenerator random, StoreListener listener) {
    this(table, clock, random, listener, Optional.empty());
  }

  Reads reads() {
    return reads;
  }

  Changes changes() {
    return changes;
  }

  Optional<Duration> archiveFor() {
    return archiveFor;
  }

  @Override
  public JobScope look(JobId id) {
    return changes.sight(shard(id)).scope(id);
  }

  @Override
  public DocumentSettings settings() {
    return changes.sight(0).settings();
  }

  @Override
  public List<JobHistory> wakeable(Instant by) {
    return jobs(Index.DUE, Layout.UNFINISHED, Layout.FIRST, Layout.position(by));
  }

  @Override
  public List<JobHistory> finished(Instant by, int most) {
    Patience patience = changes.patience();
    List<Entry> entries = new ArrayList<>();
    for (int shard = 0; shard < Layout.SHARDS && entries.size() < most; shard++) {
      entries.addAll(
          reads.entries(
              Index.DUE,
              Layout.inShard(Layout.FINISHED, shard),
              Layout.FIRST,
              Layout.position(by),
              Optional.empty(),
              most - entries.size(),
              patience));
    }
    return histories(reads.items(entries, patience));
  }

  @Override
  public List<JobHistory> concerningStaff() {
    Patience patience = changes.patience();
    List<Entry> entries =
        new ArrayList<>(
            reads.entries(Index.NOTED, Layout.STAFF, Layout.FIRST, Layout.LAST, patience));
    String staff = Layout.job(JobId.STAFF);
    entries.add(new Entry(staff, staff, ""));
    return histories(reads.items(entries, patience));
  }

  @Override
  public List<JobHistory> recent(Instant since) {
    return jobs(Index.RECENT, Layout.CHANGED, Layout.hour(since), Layout.LAST);
  }

  @Override
  public List<Recipient> suppressed() {
    Patience patience = changes.patience();
    List<Entry> entries =
        reads.entries(Index.NOTED, Layout.SUPPRESSED, Layout.FIRST, Layout.LAST, patience);
    return TablePages.document(reads.items(entries, patience)).recipients().values().stream()
        .filter(recipient -> recipient.isOptedOut() || recipient.suppression().isPresent())
        .toList();
  }

  private List<JobHistory> jobs(Index index, String list, String from, String to) {
    Patience patience = changes.patience();
    return histories(reads.items(reads.entries(index, list, from, to, patience), patience));
  }

  private static List<JobHistory> histories(List<Item> items) {
    return items.stream().map(Bodies::history).toList();
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> all) {
    Map<JobId, List<Integer>> byJob = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byJob.computeIfAbsent(all.get(i).id(), _ -> new ArrayList<>()).add(i);
    }
    List<String> keys = byJob.keySet().stream().map(Layout::job).toList();
    Map<String, Optional<Item>> read = reads.get(keys, changes.patience());
    Map<Integer, R> results = new TreeMap<>();
    byJob.forEach(
        (id, places) -> {
          String key = Layout.job(id);
          List<R> made =
              change(
                  id,
                  Map.of(key, read.getOrDefault(key, Optional.empty())),
                  draft -> places.stream().map(place -> draft.change(all.get(place))).toList(),
                  results.isEmpty());
          for (int i = 0; i < places.size(); i++) {
            results.put(places.get(i), made.get(i));
          }
        });
    return new ArrayList<>(results.values());
  }

  /**
   * @param isFirst of several: else there are results already, and it is not to be tried elsewhere
   *     what was done here
   */
  private <R> R change(
      JobId id, Map<String, Optional<Item>> read, Function<Draft, R> edit, boolean isFirst) {
    try {
      return change(id, read, edit);
    } catch (Fenced e) {
      throw isFirst ? e : new Unavailable("the store was left between two jobs", e);
    }
  }

  private <R> R change(JobId id, Map<String, Optional<Item>> read, Function<Draft, R> edit) {
    return changes.make(shard(id), read, sight -> applied(sight, edit));
  }

  private <R> R applied(Sight sight, Function<Draft, R> edit) {
    Draft draft = sight.draft();
    R result = edit.apply(draft);
    sight.change(draft, changes.now());
    return result;
  }

  @Override
  public Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change) {
    return changes.make(0, sight -> applied(sight, draft -> draft.change(phone, change)));
  }

  @Override
  public Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change) {
    return changes.make(0, sight -> applied(sight, draft -> draft.change(vin, change)));
  }

  @Override
  public DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change) {
    return changes.make(
        0,
        sight -> {
          DocumentSettings old = sight.settingsWithSpending();
          DocumentSettings changed = change.apply(old).withMove(old.move());
          if (!changed.equals(old)) {
            sight.change(changed);
          }
          if (!changed.spending().equals(old.spending())) {
            TableAccount.put(sight, changed.spending());
          }
          return changed;
        });
  }

  @Override
  public JobArchive archive() {
    return archive;
  }

  @Override
  public Optional<DocumentPages> pages() {
    return Optional.of(new TablePages(reads, changes));
  }

  @Override
  public Stored read() {
    List<Item> all = new ArrayList<>();
    List<Item> spending = new ArrayList<>();
    DocumentSettings settings = DocumentSettings.NONE;
    for (Item item : reads.scan(changes.patience())) {
      if (item.key().equals(Layout.settings(0))) {
        settings = Bodies.document(item).settings();
        all.add(item);
      } else if (Layout.isSpending(item.key())) {
        spending.add(item);
      } else if (item.place(Index.LISTED).filter(TableStore::isActive).isPresent()) {
        all.add(item);
      }
    }
    String version =
        TablePages.hash(Stream.concat(all.stream(), spending.stream()).map(Item::stamp).sorted());
    MaintenanceDocument document =
        TablePages.document(all).with(settings.withSpending(TableAccount.whole(spending)));
    return new Stored(document, version);
  }

  private static boolean isActive(Item.Place place) {
    return place.list().startsWith(Layout.ACTIVE);
  }

  @Override
  public Packed packed() {
    Stored read = read();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(MaintenanceJson.write(read.document()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return new Packed(out.toByteArray(), read.version());
  }

  private static int shard(JobId id) {
    return Layout.shard(Layout.job(id));
  }
}
