package com.quickdumpnow.relay.ops.history;

import com.quickdumpnow.relay.decision.Restore;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.ops.aws.DataBucket;
import com.quickdumpnow.relay.ops.aws.DataBucket.Version;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.store.Fence;
import com.quickdumpnow.relay.store.document.Codec;
import com.quickdumpnow.relay.store.document.ObjectStore;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document's versions as the bucket keeps them. Every method throws {@code AwsException} or
 * {@code ObjectStoreException}.
 */
public final class DocumentHistory {
  private static final Pattern STEPS_BACK = Pattern.compile("~?(\\d{1,6})");

  /** Versions between the one gone back to and the newest that are read without exception. */
  private static final int READ_AT_THE_END = 50;

  /** Programs commit all the time; after so many lost races somebody should look. */
  private static final int TRIES = 50;

  private final DataBucket bucket;
  private final ObjectStore objects;
  private final String key;
  private final Codec codec = Codec.gzip();

  /**
   * @param objects the same bucket as the document's store sees it
   */
  public DocumentHistory(DataBucket bucket, ObjectStore objects, String key) {
    this.bucket = bucket;
    this.objects = objects;
    this.key = key;
  }

  /**
   * All versions, newest first.
   *
   * @param listed is told how many there are so far
   */
  public List<Version> versions(Progress listed) {
    return bucket.versions(key, listed::reach);
  }

  /** The document of that version; empty when it is a deletion, or cannot be read. */
  public Optional<MaintenanceDocument> read(Version version) {
    return version.isDeletion() ? Optional.empty() : decoded(bucket.read(key, version.id()));
  }

  private Optional<MaintenanceDocument> decoded(byte[] bytes) {
    try {
      return Optional.of(codec.decode(bytes));
    } catch (IOException | BadJsonException _) {
      return Optional.empty();
    }
  }

  /**
   * The version that somebody names.
   *
   * @param name the beginning of its id, or {@code N}, {@code ~N}: N versions before the newest. A
   *     shell may take a tilde for a folder.
   * @return empty unless exactly one is meant
   */
  public static Optional<Version> named(String name, List<Version> versions) {
    Matcher back = STEPS_BACK.matcher(name);
    if (back.matches()) {
      int steps = Integer.parseInt(back.group(1));
      return steps < versions.size() ? Optional.of(versions.get(steps)) : Optional.empty();
    }
    List<Version> found = versions.stream().filter(v -> v.id().startsWith(name)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * What later versions know, as far as they are read for a restore: of old ones one an hour is,
   * since a job stays in the document for longer than that after it ended.
   */
  public static List<Version> toRead(List<Version> versions, Version old) {
    List<Version> later = versions.subList(0, versions.indexOf(old));
    List<Version> some = new ArrayList<>();
    Instant last = Instant.MAX;
    for (int i = 0; i < later.size(); i++) {
      Instant hour = later.get(i).at().truncatedTo(ChronoUnit.HOURS);
      if (i < READ_AT_THE_END || !hour.equals(last) || i == later.size() - 1) {
        some.add(later.get(i));
      }
      last = hour;
    }
    return some;
  }

  /** Later versions as read for a restore. */
  public final class Later {
    private final MaintenanceDocument old;
    private final List<MaintenanceDocument> known;
    private final int unreadable;

    private Later(MaintenanceDocument old, List<MaintenanceDocument> known, int unreadable) {
      this.old = old;
      this.known = known;
      this.unreadable = unreadable;
    }

    /** How many versions after the one gone back to cannot be read. */
    public int unreadable() {
      return unreadable;
    }

    /** What would be written if nobody wrote meanwhile. */
    public MaintenanceDocument restored(Instant now) {
      return restored(Optional.empty(), now);
    }

    private MaintenanceDocument restored(Optional<MaintenanceDocument> current, Instant now) {
      List<MaintenanceDocument> all = new ArrayList<>(known);
      current.ifPresent(all::add);
      long newest =
          all.stream().mapToLong(MaintenanceDocument::revision).max().orElse(old.revision());
      // One that cannot be read was a commit, too: what it said nobody knows.
      return Restore.of(old, all, newest + unreadable, now);
    }

    /**
     * Writes it over whatever is current.
     *
     * @return its revision; empty when others wrote first each time, or it is no more what counts
     */
    public OptionalLong write(Instant now) {
      for (int i = 0; i < TRIES; i++) {
        Fetched current = objects.get(key, Optional.empty());
        Optional<MaintenanceDocument> read =
            current instanceof Found found ? decoded(found.bytes()) : Optional.empty();
        if (read.filter(document -> !Fence.isOpen(document.settings().move())).isPresent()) {
          return OptionalLong.empty();
        }
        MaintenanceDocument restored = restored(read, now);
        Condition condition =
            current instanceof Found found
                ? new Condition.IfMatch(found.etag())
                : new Condition.IfAbsent();
        if (objects.put(key, codec.encode(restored), condition) instanceof Put.Stored) {
          return OptionalLong.of(restored.revision());
        }
      }
      return OptionalLong.empty();
    }
  }

  /** Reads what versions after {@code old} know. */
  public Later later(
      Version old, MaintenanceDocument document, List<Version> versions, Progress progress) {
    List<MaintenanceDocument> known = new ArrayList<>();
    int unreadable = 0;
    for (Version version : toRead(versions, old)) {
      Optional<MaintenanceDocument> read = read(version);
      read.ifPresent(known::add);
      unreadable += read.isEmpty() && !version.isDeletion() ? 1 : 0;
      progress.step();
    }
    return new Later(document, known, unreadable);
  }
}
