package com.quickdumpnow.relay.tracksite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of this module as they are deployed. Maven runs tests in the module's folder. */
final class SiteFiles {

  private static final Path ROOT = Path.of("").toAbsolutePath();

  private SiteFiles() {}

  /** The file's text; {@code path} is relative to the module. */
  static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths, relative to the module, of all files below a folder, in order. */
  static List<String> below(String folder) {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
