package com.quickdumpnow.relay.ops.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link LocalWorld} is set up.
 *
 * @param data the folder that outlives it; empty: everything is gone when it stops
 * @param withSamples whether a new document begins with sample jobs
 * @param pace how long a text takes to <em>sent</em>, and from there to <em>delivered</em>
 */
public record WorldSettings(
    Installation installation,
    Ports ports,
    Optional<Path> data,
    boolean withSamples,
    Duration pace) {
  private static final Duration QUICK = Duration.ofMillis(20);

  /** Without samples or a folder, as quick as can be. */
  public static WorldSettings forTests() {
    return new WorldSettings(Installation.find(), Ports.free(), Optional.empty(), false, QUICK);
  }

  public WorldSettings withSampleJobs() {
    return new WorldSettings(installation, ports, data, true, pace);
  }

  public WorldSettings withPace(Duration slower) {
    return new WorldSettings(installation, ports, data, withSamples, slower);
  }
}
