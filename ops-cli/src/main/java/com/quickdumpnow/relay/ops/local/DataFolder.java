package com.quickdumpnow.relay.ops.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder of a running world, locked against a second one. A temporary one is deleted. */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private volatile boolean temporary;
  private final FileChannel lock;

  private DataFolder(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * @param given made when it is missing; empty for a temporary one
   * @throws LocalWorldException when another world uses it, or it cannot be made
   */
  static DataFolder open(Optional<Path> given) {
    Path path = given.map(Path::toAbsolutePath).orElseGet(PrivateFiles::temporaryFolder);
    PrivateFiles.createFolder(path);
    try {
      return new DataFolder(path, given.isEmpty(), lock(path));
    } catch (IOException e) {
      throw new LocalWorldException("cannot use the folder " + path + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new LocalWorldException(
          "another qdn up uses %s: stop it, or give another folder with --data".formatted(folder));
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      return lock.isPresent();
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  /** Leaves a temporary one there, for somebody to look into. */
  void keep() {
    temporary = false;
  }

  Path s3() {
    return path.resolve("s3");
  }

  Path tables() {
    return path.resolve("tables.jsonl");
  }

  Path mailbox() {
    return path.resolve("mailbox");
  }

  Path texts() {
    return path.resolve("texts.jsonl");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (temporary) {
      PrivateFiles.deleteFolder(path);
    }
  }
}
