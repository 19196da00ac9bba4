package com.quickdumpnow.relay.localcloud.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files that are there completely or not at all, whenever the process is killed: written under
 * another name, forced to the disk, then renamed. They are for their owner only (mode 600): they
 * hold customers' names and numbers.
 */
public final class AtomicFiles {

  private static final String UNFINISHED = ".unfinished-";
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private AtomicFiles() {}

  /** Creates or replaces a file by the parts given, one after the other. */
  public static void write(Path file, byte[]... parts) {
    Path unfinished = file.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      try (FileChannel channel =
          open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (byte[] part : parts) {
          write(channel, part);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to the end of a file, which is made when it is missing. A crash may cut the addition. */
  public static void append(Path file, byte[] addition) {
    try (FileChannel channel = open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      write(channel, addition);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The finished files of a folder by name; what a killed process left unfinished is removed. */
  public static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted().toList();
      for (Path file : files) {
        if (isUnfinished(file)) {
          Files.delete(file);
        }
      }
      return files.stream().filter(file -> !isUnfinished(file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path file, StandardOpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), PRIVATE);
  }

  private static void write(FileChannel channel, byte[] part) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(part);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }
}
