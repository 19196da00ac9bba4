package com.quickdumpnow.relay.localcloud.s3;

import com.quickdumpnow.relay.localcloud.http.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The buckets by name, one folder each when there is a data folder. */
final class Buckets {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong sequence = new AtomicLong();
  private final Optional<Path> folder;
  private final int oldVersionsKept;

  /**
   * @param oldVersionsKept of each key, the newest not counted
   */
  Buckets(Optional<Path> folder, int oldVersionsKept) {
    this.folder = folder;
    this.oldVersionsKept = oldVersionsKept;
    folder.ifPresent(this::load);
  }

  /** Creates a bucket; an existing one is left as it is. */
  void create(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new S3Exception(400, "InvalidBucketName", "Not a valid bucket name: " + name);
    }
    buckets.computeIfAbsent(name, this::open);
  }

  Bucket get(String name) {
    Bucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new S3Exception(404, "NoSuchBucket", "The specified bucket does not exist: " + name);
    }
    return bucket;
  }

  void delete(String name) {
    get(name).remove();
    buckets.remove(name);
  }

  Set<String> names() {
    return new TreeSet<>(buckets.keySet());
  }

  private Bucket open(String name) {
    Shelf shelf =
        folder.<Shelf>map(f -> new FolderShelf(f.resolve(name))).orElseGet(MemoryShelf::new);
    return new Bucket(shelf, sequence, oldVersionsKept);
  }

  private void load(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path entry : AtomicFiles.list(root)) {
      if (Files.isDirectory(entry)) {
        create(entry.getFileName().toString());
      }
    }
  }
}
