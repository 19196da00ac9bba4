package com.quickdumpnow.relay.ops.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Files that only their owner may read (mode 600, folders 700). */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Replaces {@code file} in one step; it is never there half written, nor readable by others. */
  public static void write(Path file, Properties content) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      try (OutputStream out = create(draft)) {
        content.store(out, null);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LocalWorldException("cannot write " + file + ": is its folder one of yours?", e);
    } finally {
      deleteDraft(draft);
    }
  }

  private static void deleteDraft(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException _) {
      // What could not be written there has been said.
    }
  }

  /** The content of {@code file} when it is there and nobody but this user can have written it. */
  public static Optional<Properties> read(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Properties content = new Properties();
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.getPosixFilePermissions(file).equals(FILE)) {
        throw new LocalWorldException(
            file + " holds secrets and others may read it: chmod 600 it, or delete it");
      }
      if (!Files.getOwner(file).getName().equals(System.getProperty("user.name"))) {
        throw new LocalWorldException(file + " belongs to somebody else");
      }
      content.load(in);
      return Optional.of(content);
    } catch (IOException e) {
      throw new LocalWorldException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  public static void createFolder(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      }
    } catch (IOException e) {
      throw new LocalWorldException("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** A folder in the temp folder, under an unguessable name. */
  static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("qdn-", PosixFilePermissions.asFileAttribute(FOLDER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteFolder(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(FILE)));
  }
}
