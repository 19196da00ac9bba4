package com.quickdumpnow.relay.ops.local;

import com.quickdumpnow.relay.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code qdn up} of this user that runs on this machine, as it announces itself to other
 * commands: by a file of mode 600 in the temp folder.
 *
 * @param api the base URL of its API
 * @param settings what its programs run with, and the AWS SDK's own; secrets among them
 */
public record RunningWorld(URI api, Secret staffToken, Map<String, String> settings) {
  private static final String SETTING = "settings.";

  private static final Duration CLOCK_CORRECTIONS = Duration.ofMinutes(1);

  public RunningWorld {
    settings = Map.copyOf(settings);
  }

  /** Says that {@code world} runs, until the result is closed. */
  public static AutoCloseable announce(LocalWorld world) {
    Path folder = folder();
    PrivateFiles.createFolder(folder);
    Path file = folder.resolve(world.uri().getPort() + ".properties");
    PrivateFiles.write(file, of(world).announcement());
    return () -> Files.deleteIfExists(file);
  }

  /** A world of this process. */
  public static RunningWorld of(LocalWorld world) {
    return new RunningWorld(world.uri(), world.staffToken(), world.environmentOfAProcess());
  }

  /** What the file of a world in this very process says. */
  Properties announcement() {
    Properties content = new Properties();
    content.setProperty("api", api.toString());
    content.setProperty("staffToken", staffToken.reveal());
    content.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    content.setProperty("started", Long.toString(started(ProcessHandle.current())));
    settings.forEach((name, value) -> content.setProperty(SETTING + name, value));
    return content;
  }

  /** All that run now; what a killed one left behind is deleted, as it holds a token. */
  public static List<RunningWorld> all() {
    return all(folder());
  }

  static List<RunningWorld> all(Path folder) {
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
    Optional<Properties> announced = PrivateFiles.read(file);
    if (announced.isPresent() && !isAlive(announced.get())) {
      delete(file);
      return Optional.empty();
    }
    return announced.map(
        content ->
            new RunningWorld(
                URI.create(content.getProperty("api", "")),
                Secret.of(content.getProperty("staffToken", "-")),
                settings(content)));
  }

  private static Map<String, String> settings(Properties content) {
    return content.stringPropertyNames().stream()
        .filter(name -> name.startsWith(SETTING))
        .collect(
            Collectors.toMap(
                name -> name.substring(SETTING.length()), name -> content.getProperty(name, "")));
  }

  /** Without the settings, as secrets are among them. */
  @Override
  public String toString() {
    return "RunningWorld[" + api + "]";
  }

  /** Its start is compared too: process ids are used again. */
  private static boolean isAlive(Properties announced) {
    String pid = announced.getProperty("pid", "");
    return pid.matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(pid))
            .filter(process -> startedAt(process, announced.getProperty("started", "")))
            .isPresent();
  }

  private static boolean startedAt(ProcessHandle process, String announced) {
    // Linux tells it by the clock of the boot, which is corrected now and then.
    return announced.matches("\\d{1,18}")
        && Math.abs(Long.parseLong(announced) - started(process)) < CLOCK_CORRECTIONS.toMillis();
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "qdn-up-" + System.getProperty("user.name"));
  }
}
