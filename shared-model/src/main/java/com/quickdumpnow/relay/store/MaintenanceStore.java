package com.quickdumpnow.relay.store;

import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.decision.Wakeups;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.Recipient;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.time.Ease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps the relay's truth. Thread-safe; every method blocks until its result is durable.
 *
 * <p>The unit of a change is one job with its notifications and messages, plus the recipients it
 * texts; or one recipient; or one trailer; or the settings. A change is a pure function from old to
 * new that may be applied several times, of which one counts: it must not have effects, and it must
 * be idempotent by its domain ids. A change that returns what it was given writes nothing, and its
 * result still comes from a state that was current after the call began.
 *
 * <p>Every method throws {@link StoreException}, whose subclasses tell whether the change can have
 * happened; an exception that the function throws reaches the caller, and nothing of that change is
 * kept.
 */
public interface MaintenanceStore {
  /**
   * The current document. At least as new as any change completed before the call, by whomever.
   * Where the store is large that takes long: whoever has a customer or a worker waiting asks for
   * what is needed.
   */
  Stored read();

  /**
   * What a change of that job would look at, for those who only look. Each part is at least as new
   * as any change completed before it is looked at.
   */
  default JobScope look(JobId id) {
    return JobScope.of(read().document(), id);
  }

  /**
   * The same, or what was current no longer ago than that: whoever has just changed or read
   * something here then asks nobody again, where the store keeps what it saw.
   */
  default JobScope look(JobId id, Duration ago) {
    return look(id);
  }

  /** What staff set for the whole relay; as new as {@link #read} is. */
  default DocumentSettings settings() {
    return read().document().settings();
  }

  /**
   * The jobs with a notification that may have to be triggered again by then ({@link
   * Wakeups#earliest}), perhaps with others.
   *
   * <p>As for all lists here, each job is as new as with {@link #read}, but one that came to belong
   * into a list within the last seconds may be missing from it.
   */
  default List<JobHistory> wakeable(Instant by) {
    return jobs(_ -> true).toList();
  }

  /**
   * Jobs for which nothing was left to do by then ({@link Retention#finishedAt}).
   *
   * @param most how many
   */
  default List<JobHistory> finished(Instant by, int most) {
    return jobs(history -> Retention.finishedAt(history).filter(at -> !at.isAfter(by)).isPresent())
        .limit(most)
        .toList();
  }

  /** The jobs that {@linkplain JobHistory#concernsStaff concern staff}, and {@link JobId#STAFF}. */
  default List<JobHistory> concerningStaff() {
    return jobs(history -> history.concernsStaff() || history.id().equals(JobId.STAFF)).toList();
  }

  /** The jobs that changed since then or still have something open, perhaps with others. */
  default List<JobHistory> recent(Instant since) {
    return jobs(_ -> true).toList();
  }

  /** The recipients who opted out or have a suppression, be it over. */
  default List<Recipient> suppressed() {
    return read().document().recipients().values().stream()
        .filter(recipient -> recipient.isOptedOut() || recipient.suppression().isPresent())
        .toList();
  }

  private Stream<JobHistory> jobs(Predicate<JobHistory> which) {
    return read().document().jobs().values().stream().filter(which);
  }

  /**
   * Carries out each change atomically and returns their results in the same order. Together they
   * are cheaper than one by one, but not necessarily one atomic change. Two changes of the same job
   * see each other in order. When one of the functions throws, so does the call: nothing of that
   * job is kept, of the others all or nothing.
   */
  <R> List<R> changeJobs(List<JobChange<R>> changes);

  default <R> R changeJob(JobId id, Function<JobScope, Changed<R>> change) {
    return changeJobs(List.of(new JobChange<>(id, change))).getFirst();
  }

  /**
   * As {@link #changeJob}, for what is in no hurry: it waits for a change that is, and shares its
   * write where the store can.
   *
   * @param ease how long it waits at most, and for how many like it
   */
  default <R> R changeJobAtEase(JobId id, Function<JobScope, Changed<R>> change, Ease ease) {
    return changeJob(id, change);
  }

  /** Changes one recipient outside any job (an opt-out has none) and returns it as kept. */
  Recipient changeRecipient(PhoneNumber phone, Function<Recipient, Recipient> change);

  /**
   * Changes one trailer and returns it as kept.
   *
   * @param change gets the trailer as known, or a bare one
   */
  Trailer changeTrailer(Vin vin, Function<Trailer, Trailer> change);

  /** Where finished jobs go. */
  JobArchive archive();

  /**
   * Changes what staff set for the whole relay and returns it as kept. A job's change that is
   * committed later sees it.
   */
  DocumentSettings changeSettings(UnaryOperator<DocumentSettings> change);

  /** What {@link #read} would give, as gzip-compressed JSON. */
  Packed packed();

  /**
   * The document in pages, by a store that does not keep it in one piece; empty where {@link
   * #packed} is cheap at whatever size.
   */
  default Optional<DocumentPages> pages() {
    return Optional.empty();
  }

  /**
   * A document with the opaque tag of this very version, fit for an HTTP {@code ETag} (without the
   * quotes).
   */
  record Stored(MaintenanceDocument document, String version) {}

  /** A document's gzip-compressed JSON with the tag that {@link Stored} has for that version. */
  final class Packed {
    private final byte[] gzip;
    private final String version;

    public Packed(byte[] gzip, String version) {
      this.gzip = gzip;
      this.version = version;
    }

    /** Not a copy, and not to be changed. */
    public byte[] gzip() {
      return gzip;
    }

    public String version() {
      return version;
    }
  }
}
