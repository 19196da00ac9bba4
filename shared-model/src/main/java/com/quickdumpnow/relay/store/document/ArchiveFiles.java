package com.quickdumpnow.relay.store.document;

import com.quickdumpnow.relay.json.ArchiveJson;
import com.quickdumpnow.relay.json.BadJsonException;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.store.Patience;
import com.quickdumpnow.relay.store.StoreException.DocumentRefused;
import com.quickdumpnow.relay.store.document.ObjectStore.Condition;
import com.quickdumpnow.relay.store.document.ObjectStore.Entry;
import com.quickdumpnow.relay.store.document.ObjectStore.Fetched;
import com.quickdumpnow.relay.store.document.ObjectStore.Found;
import com.quickdumpnow.relay.store.document.ObjectStore.Put;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The archive's objects: a file for each job, and where the walk through them has come to. All
 * writes are conditional, and none is decided upon here. Thread-safe.
 */
final class ArchiveFiles {
  private static final String JOBS = "archive/jobs/";
  private static final String SUFFIX = ".json";
  private static final String CURSOR = "archive/walk.json";

  private final ObjectStore objects;
  private final Requests requests;

  ArchiveFiles(ObjectStore objects, Requests requests) {
    this.objects = objects;
    this.requests = requests;
  }

  /** One version of an object's content, and how it is known. */
  record Version<T>(T content, String etag) {}

  static String key(JobId id) {
    return JOBS + id.value() + SUFFIX;
  }

  static JobId id(String key) {
    return new JobId(key.substring(JOBS.length(), key.length() - SUFFIX.length()));
  }

  Optional<Version<ArchivedJob>> fetch(String key, Patience patience) {
    return get(key, patience).map(found -> new Version<>(decode(key, found), found.etag()));
  }

  /**
   * Whether it was written. A lost answer and a lost race look alike, and to those who repeat they
   * are: what they would write is there already, or has to be decided upon anew.
   *
   * @param onto the version it replaces; empty for none
   */
  boolean write(ArchivedJob archived, Optional<String> onto, Patience patience) {
    return put(key(archived.id()), ArchiveJson.write(archived), onto, patience);
  }

  List<String> keys(Optional<String> after, int most, Patience patience) {
    return entries(after, most, patience).stream().map(Entry::key).toList();
  }

  List<Entry> entries(Optional<String> after, int most, Patience patience) {
    return requests.insist(patience, () -> Optional.of(objects.list(JOBS, after, most)));
  }

  /** The key where the last walk ended; empty at the beginning. */
  Optional<Version<String>> cursor(Patience patience) {
    return get(CURSOR, patience)
        .map(
            found ->
                new Version<>(
                    new String(plain(CURSOR, found), StandardCharsets.UTF_8), found.etag()))
        .map(version -> new Version<>(unquoted(version.content()), version.etag()));
  }

  /** Somebody else's step may win: then the next walk begins there. */
  void moveCursor(String to, Optional<String> onto, Patience patience) {
    byte[] json = ("\"" + to + "\"\n").getBytes(StandardCharsets.UTF_8);
    boolean _ = put(CURSOR, json, onto, patience);
  }

  private static String unquoted(String json) {
    String key = json.strip().replace("\"", "");
    return key.startsWith(JOBS) ? key : "";
  }

  private Optional<Found> get(String key, Patience patience) {
    Fetched fetched =
        requests.insist(patience, () -> Optional.of(objects.get(key, Optional.empty())));
    return fetched instanceof Found found ? Optional.of(found) : Optional.empty();
  }

  private boolean put(String key, byte[] json, Optional<String> onto, Patience patience) {
    byte[] gzip = Gzip.compress(json);
    Condition condition =
        onto.<Condition>map(Condition.IfMatch::new).orElseGet(Condition.IfAbsent::new);
    return requests.insist(
        patience,
        () ->
            switch (objects.put(key, gzip, condition)) {
              case Put.Stored _ -> Optional.of(true);
              case Put.PreconditionFailed _ -> Optional.of(false);
              case Put.Conflict _ -> Optional.empty();
            });
  }

  private static byte[] plain(String key, Found found) {
    try {
      return Gzip.expand(found.bytes(), GzipCodec.MAX_BYTES);
    } catch (IOException e) {
      throw new DocumentRefused(key + " is not gzip, or too large", e);
    }
  }

  private static ArchivedJob decode(String key, Found found) {
    ArchivedJob archived;
    try {
      archived = ArchiveJson.read(plain(key, found));
    } catch (BadJsonException e) {
      throw new DocumentRefused(key + " at " + e.getMessage(), e);
    }
    if (!key(archived.id()).equals(key)) {
      throw new DocumentRefused(key + " holds another job", null);
    }
    return archived;
  }
}
