package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A {@code qdn up} of this user that runs on this machine, as it announces itself to other
 * commands: by a file of mode 600 in the temp folder.
 *
 * @param api the base URL of its API
 */
public record RunningWorld(URI api, Secret staffToken) {
  /** Says that {@code world} runs, until the result is closed. */
  public static AutoCloseable announce(LocalWorld world) {
    Path folder = folder();
    PrivateFiles.createFolder(folder);
    Path file = folder.resolve(world.uri().getPort() + ".properties");
    Properties content = new Properties();
    content.setProperty("api", world.uri().toString());
    content.setProperty("staffToken", world.staffToken().reveal());
    content.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    PrivateFiles.write(file, content);
    return () -> Files.deleteIfExists(file);
  }

  /** All that run now; what a killed one left behind does not count. */
  public static List<RunningWorld> all() {
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".properties"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether that base URL is this one's, {@code localhost} and the {@code /api} prefix included.
   */
  public boolean isAt(URI other) {
    String host = String.valueOf(other.getHost());
    return (host.equals(api.getHost()) || host.equals("localhost"))
        && other.getPort() == api.getPort();
  }

  private static Optional<RunningWorld> read(Path file) {
    return PrivateFiles.read(file)
        .filter(content -> isAlive(content.getProperty("pid", "")))
        .map(
            content ->
                new RunningWorld(
                    URI.create(content.getProperty("api", "")),
                    Secret.of(content.getProperty("staffToken", "-"))));
  }

  private static boolean isAlive(String pid) {
    return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  private static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "qdn-up-" + System.getProperty("user.name"));
  }
}
