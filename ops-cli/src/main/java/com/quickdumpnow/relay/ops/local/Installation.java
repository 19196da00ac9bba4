package com.quickdumpnow.relay.ops.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the built programs and the sites are.
 *
 * @param home the source tree's root
 * @param packaged whether the Lambdas come from their jars, as they are shipped; else they are the
 *     classes of this very program, so that a test can see what they log
 */
public record Installation(Path home, boolean packaged) {
  private static final String SITE = "track-site";

  /**
   * The tree that the launcher names ({@code -Dqdn.home}), or else the one around the working
   * directory.
   *
   * @throws LocalWorldException when there is none
   */
  public static Installation find() {
    Optional<Path> named = Optional.ofNullable(System.getProperty("qdn.home")).map(Path::of);
    return named
        .or(Installation::around)
        .map(home -> new Installation(home, true))
        .orElseThrow(
            () -> new LocalWorldException("there is no QDN Relay source tree here: use ./qdn"));
  }

  public Installation ofThisClassPath() {
    return new Installation(home, false);
  }

  private static Optional<Path> around() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve(SITE)))
        .findFirst();
  }

  /**
   * @throws LocalWorldException when a program is not built
   */
  void requireBuilt() {
    if (!packaged) {
      return;
    }
    for (Path jar : new Path[] {apiJar(), webhookJar()}) {
      if (!Files.isRegularFile(jar)) {
        throw new LocalWorldException("%s is not built: run ./qdn build".formatted(jar));
      }
    }
  }

  Path apiJar() {
    return home.resolve("api-lambda/target/api-lambda-all.jar");
  }

  Path webhookJar() {
    return home.resolve("webhook-lambda/target/webhook-lambda-all.jar");
  }

  /** The worker as it is shipped; {@code qdn up} runs its classes in its own process. */
  public Path workerJar() {
    return home.resolve("relay-worker/target/relay-worker-all.jar");
  }

  /** The pages and what stands before them at the edge. */
  public Path site() {
    return home.resolve(SITE);
  }
}
