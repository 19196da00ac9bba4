package com.quickdumpnow.relay.localcloud.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files that are there completely or not at all, whenever the process is killed: written under
 * another name, forced to the disk, then renamed.
 */
public final class AtomicFiles {

  private static final String UNFINISHED = ".unfinished-";

  private AtomicFiles() {}

  /** Creates or replaces a file by the parts given, one after the other. */
  public static void write(Path file, byte[]... parts) {
    Path unfinished = file.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (byte[] part : parts) {
          ByteBuffer rest = ByteBuffer.wrap(part);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
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

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }
}
