package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.Draft;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.JobArchive;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.StoreException.CommitUnknown;
import com.quickdumpnow.relay.store.StoreException.Unavailable;
import com.quickdumpnow.relay.store.document.DocumentFile.Written;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.time.Clockwork;
import com.quickdumpnow.relay.time.Ease;
import com.quickdumpnow.relay.time.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The store as one document, replaced by compare-and-set. Changes that arrive while a write is in
 * flight go out together in the next one, or when it has to be made anew; concurrent reads share a
 * request. The last version is kept, so that an uncontended commit is one put, and a read of what
 * is known is one conditional get. There is no thread of its own: one of the callers writes for
 * all.
 *
 * <p>A change is given up as {@code Unavailable} or, when a write may have landed, as {@code
 * CommitUnknown}: after a minute of trying and the last request, or half a minute where it went
 * along with others; at once where the object store refuses, or whoever writes is interrupted. It
 * may wait as long for others' batches before.
 *
 * <p>While the document is refused every call that asks for it fails with {@code DocumentRefused};
 * once it is mended calls succeed again without further ado.
 */
public final class DocumentStore implements MaintenanceStore {
  /** The most octets of JSON that a document may have; nothing larger is read or written. */
  public static final int MAX_BYTES = GzipCodec.MAX_BYTES;

  private static final Duration HORIZON = Duration.ofSeconds(60);

  private final DocumentFile file;
  private final LastKnown last;
  private final GroupCommit group;
  private final Codec codec;
  private final ArchiveFiles files;
  private final DocumentArchive archive;
  private final Clockwork clock;
  private final RandomGenerator random;
  private final Turns<PendingCall<Draft, ?>> writes;
  private final Turns<PendingCall<Snapshot, Stored>> reads;

  /**
   * @param random for jitter and the name under which this store's commits are recognised:
   *     thread-safe, and never with the same numbers in two stores. In a Lambda with SnapStart that
   *     means {@code SecureRandom}, and no commit before the snapshot.
   */
  public DocumentStore(
      ObjectStore objects,
      String key,
      Clockwork clock,
      RandomGenerator random,
      StoreListener listener) {
    this(objects, key, clock, random, listener, Codec.gzip());
  }

  /**
   * @param codec another one for a simulation: of its many stores each would decode the same bytes
   */
  public DocumentStore(
      ObjectStore objects,
      String key,
      Clockwork clock,
      RandomGenerator random,
      StoreListener listener,
      Codec codec) {
    this.file = new DocumentFile(objects, key, listener, codec);
    this.last = new LastKnown(file, clock);
    this.group = new GroupCommit(file, last, new Writer(clock, random), listener);
    this.codec = codec;
    this.clock = clock;
    this.random = random;
    this.files = new ArchiveFiles(objects, new Requests(listener));
    this.archive = new DocumentArchive(this, files, clock, this::patience);
    this.writes = new Turns<>(clock, this::commit);
    this.reads = new Turns<>(clock, this::fetch);
  }

  /**
   * Makes the document, unless there is one already: that is left alone, and refused with {@code
   * DocumentRefused} when it is no document this release can read.
   *
   * @return whether it was made
   */
  public boolean create(MaintenanceDocument first) {
    Patience patience = patience();
    Writer creator = new Writer(clock, random);
    long mine = creator.next();
    MaintenanceDocument document =
        creator.stamped(first.withCommits(first.revision(), List.of()), mine);
    return file.write(document, new Condition.IfAbsent(), creator.name(), mine, patience)
        instanceof Written.Landed;
  }

  @Override
  public Stored read() {
    return call(
        reads,
        new PendingCall<>(snapshot -> new Stored(snapshot.document(), version(snapshot.etag()))),
        Ease.NONE,
        () -> new Unavailable("interrupted before it was read", null));
  }

  @Override
  public JobScope look(JobId id, Duration ago) {
    return last.current(ago)
        .map(seen -> JobScope.of(seen.document(), id))
        .orElseGet(() -> look(id));
  }

  /** Where nothing was read before, reading all of it only to write it again would take seconds. */
  @Override
  public Packed packed() {
    Optional<Found> unread = last.get().isPresent() ? Optional.empty() : file.unread(patience());
    if (unread.isPresent()) {
      return new Packed(unread.get().bytes(), version(unread.get().etag()));
    }
    Stored read = read();
    return new Packed(codec.encode(read.document()), read.version());
  }

  private static String version(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public <R> List<R> changeJobs(List<JobChange<R>> changes) {
    return change(
        draft -> {
          List<R> results = new ArrayList<>(changes.size());
          for (JobChange<R> change : changes) {
            results.add(draft.change(change));
          }
          return results;
        });
  }

  @Override
  public <R> R changeJobAtEase(JobId id, Function<JobScope, Changed<R>> change, Ease ease) {
    JobChange<R> own = new JobChange<>(id, change);
    return write(fenced(Fence.OF_PROGRAMS, draft -> draft.change(own)), ease);
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

  <R> R change(Function<Draft, R> edit) {
    return change(Fence.OF_PROGRAMS, edit);
  }

  /**
   * @throws com.quickdumpnow.relay.store.StoreException.Fenced when the fence says so of the very
   *     version that the change would be made to
   */
  <R> R change(Fence fence, Function<Draft, R> edit) {
    return write(fenced(fence, edit), Ease.NONE);
  }

  private static <R> PendingCall<Draft, R> fenced(Fence fence, Function<Draft, R> edit) {
    return new PendingCall<>(
        draft ->
            draft.attempt(
                trial -> {
                  fence.check(trial.settings());
                  return edit.apply(trial);
                }));
  }

  /** The archive's objects, for those who move them. */
  ArchiveFiles files() {
    return files;
  }

  /** Whoever was interrupted cannot know whether others have it in their batch already. */
  private <R> R write(PendingCall<Draft, R> call, Ease ease) {
    return call(
        writes, call, ease, () -> new CommitUnknown("interrupted: others may yet write it", null));
  }

  private static <C extends PendingCall<?, ? extends R>, R> R call(
      Turns<? super C> turns, C call, Ease ease, Supplier<StoreException> unsettled) {
    try {
      turns.take(call, ease);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return call.result(unsettled);
  }

  private void fetch(Turns<PendingCall<Snapshot, Stored>>.Turn turn) {
    try {
      Snapshot now = last.refreshed(last.get(), patience());
      for (PendingCall<Snapshot, Stored> call : turn.requests()) {
        call.tryWith(now);
        call.settle();
      }
    } catch (RuntimeException e) {
      turn.requests().forEach(call -> call.fail(e));
    }
  }

  private void commit(Turns<PendingCall<Draft, ?>>.Turn turn) {
    try {
      group.commit(turn, patience());
      turn.requests().forEach(PendingCall::settle);
    } catch (RuntimeException e) {
      turn.requests().forEach(call -> call.fail(e));
    }
  }

  Patience patience() {
    return new Patience(clock, random, HORIZON);
  }
}
