package com.quickdumpnow.relay.localcloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The objects of one bucket. A write judges its condition, lands on the shelf and becomes visible
 * under one exclusive lock: that is what makes {@code If-Match} atomic here.
 */
final class Bucket {

  private final Shelf shelf;
  private final AtomicLong sequence;
  private final int oldVersionsKept;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Newest version last; a key without any version is absent. */
  private final NavigableMap<String, List<Version>> versions = new TreeMap<>();

  private String versioning;

  /**
   * @param oldVersionsKept of each key, the newest not counted
   */
  Bucket(Shelf shelf, AtomicLong sequence, int oldVersionsKept) {
    this.shelf = shelf;
    this.sequence = sequence;
    this.oldVersionsKept = oldVersionsKept;
    this.versioning = shelf.versioning();
    List<Version> loaded = new ArrayList<>(shelf.load());
    loaded.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
    for (Version version : loaded) {
      dropUnversioned(version);
      show(version);
      sequence.accumulateAndGet(version.sequence(), Math::max);
    }
  }

  /** Empty (never set), Enabled or Suspended. */
  String versioning() {
    return reading(() -> versioning);
  }

  void setVersioning(String status) {
    writing(
        () -> {
          shelf.setVersioning(status);
          versioning = status;
          return status;
        });
  }

  Version put(
      String key, byte[] content, String etag, Map<String, String> headers, Condition condition) {
    return writing(
        () -> {
          condition.requireForWrite(key, visible(key));
          return add(version(key, false, etag, content.length, headers), content);
        });
  }

  /** Removes a version for good. */
  Optional<Version> deleteVersion(String key, String id) {
    return writing(
        () -> {
          Optional<Version> version = find(key, id);
          version.ifPresent(this::drop);
          return version;
        });
  }

  /** Removes the object, or hides it behind a delete marker where versioning is on. */
  Optional<Version> delete(String key, Condition condition) {
    return writing(
        () -> {
          condition.requireForWrite(key, visible(key));
          if (versioning.isEmpty()) {
            find(key, Version.UNVERSIONED).ifPresent(this::drop);
            return Optional.empty();
          }
          return Optional.of(add(version(key, true, "", 0, Map.of()), new byte[0]));
        });
  }

  /** The newest version, be it a delete marker. */
  Optional<Version> newest(String key) {
    return reading(() -> latest(key));
  }

  Optional<Version> version(String key, String id) {
    return reading(() -> find(key, id));
  }

  /** The content, or empty when the version was removed meanwhile. */
  Optional<byte[]> read(Version version) {
    return reading(
        () ->
            all(version.key()).contains(version)
                ? Optional.of(shelf.read(version))
                : Optional.empty());
  }

  /** Every version, by key and then newest first. */
  List<List<Version>> history() {
    return reading(
        () -> versions.values().stream().map(list -> List.copyOf(list.reversed())).toList());
  }

  /**
   * Removes the bucket's shelf.
   *
   * @throws S3Exception 409 while there is any version
   */
  void remove() {
    writing(
        () -> {
          if (!versions.isEmpty()) {
            throw new S3Exception(
                409, "BucketNotEmpty", "The bucket you tried to delete has versions.");
          }
          shelf.remove();
          return true;
        });
  }

  private Version version(
      String key, boolean deleteMarker, String etag, int size, Map<String, String> headers) {
    String id =
        versioning.equals("Enabled")
            ? UUID.randomUUID().toString().replace("-", "")
            : Version.UNVERSIONED;
    return new Version(
        key,
        id,
        sequence.incrementAndGet(),
        deleteMarker,
        etag,
        size,
        System.currentTimeMillis(),
        headers);
  }

  private Version add(Version version, byte[] content) {
    shelf.keep(version, content);
    dropUnversioned(version);
    show(version);
    dropOldest(version.key());
    return version;
  }

  /** An unversioned write replaces the one before it. */
  private void dropUnversioned(Version successor) {
    if (successor.id().equals(Version.UNVERSIONED)) {
      find(successor.key(), Version.UNVERSIONED).ifPresent(this::drop);
    }
  }

  private void dropOldest(String key) {
    while (all(key).size() - 1 > oldVersionsKept) {
      drop(all(key).getFirst());
    }
  }

  private void show(Version version) {
    versions.computeIfAbsent(version.key(), _ -> new ArrayList<>()).add(version);
  }

  private void drop(Version version) {
    shelf.drop(version);
    List<Version> left = all(version.key());
    left.remove(version);
    if (left.isEmpty()) {
      versions.remove(version.key());
    }
  }

  private Optional<Version> latest(String key) {
    List<Version> known = all(key);
    return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
  }

  private Optional<Version> visible(String key) {
    return latest(key).filter(version -> !version.deleteMarker());
  }

  private Optional<Version> find(String key, String id) {
    return all(key).reversed().stream().filter(version -> version.id().equals(id)).findFirst();
  }

  private List<Version> all(String key) {
    return versions.getOrDefault(key, List.of());
  }

  private <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T writing(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
