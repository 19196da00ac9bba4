package com.quickdumpnow.relay.bench.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An interpreter that has boto3.
 *
 * @param executable itself, and no launcher that looks for it at every start
 * @param version such as {@code Python 3.14.0, boto3 1.43.0}
 */
record Python(Path executable, String version) {
  private static final String ASK =
      "import sys, boto3; print(sys.executable);"
          + " print('Python', sys.version.split()[0] + ', boto3', boto3.__version__)";
  private static final List<String> SCRIPTS = List.of("bootstrap.py", "status.py", "receipt.py");

  /** The one on the path; empty when there is none, or it has no boto3. */
  static Optional<Python> find() {
    try {
      Process asked =
          new ProcessBuilder("python3", "-c", ASK)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      List<String> lines =
          new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      return lines.size() == 2
          ? Optional.of(new Python(Path.of(lines.get(0)), lines.get(1)))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** A new folder with the scripts, from which a package of a function would be made. */
  static Path scripts() throws IOException {
    Path folder = Files.createTempDirectory("python");
    for (String name : SCRIPTS) {
      try (InputStream script = Python.class.getResourceAsStream(name)) {
        if (script == null) {
          throw new IOException(name + " is not in this jar");
        }
        Files.copy(script, folder.resolve(name));
      }
    }
    return folder;
  }
}
