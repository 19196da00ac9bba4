package com.quickdumpnow.relay.ops.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a {@link LocalWorld} is set up.
 *
 * @param data the folder that outlives it; empty: everything is gone when it stops
 * @param withSamples whether a new document begins with sample jobs
 * @param pace how long a text takes to <em>sent</em>, and from there to <em>delivered</em>
 * @param table whether the store is a table of DynamoDB instead of a document on S3
 * @param more what the programs are configured with beside what they have to be
 */
public record WorldSettings(
    Installation installation,
    Ports ports,
    Optional<Path> data,
    boolean withSamples,
    Duration pace,
    boolean table,
    Map<String, String> more) {
  private static final Duration QUICK = Duration.ofMillis(20);

  public WorldSettings {
    more = Map.copyOf(more);
  }

  /** With a document, and nothing more than has to be. */
  public WorldSettings(
      Installation installation,
      Ports ports,
      Optional<Path> data,
      boolean withSamples,
      Duration pace) {
    this(installation, ports, data, withSamples, pace, false, Map.of());
  }

  /** Without samples or a folder, as quick as can be, to stop too. */
  public static WorldSettings forTests() {
    return new WorldSettings(Installation.find(), Ports.free(), Optional.empty(), false, QUICK)
        .with(Map.of("QDN_POLL", "1s"));
  }

  public WorldSettings withSampleJobs() {
    return new WorldSettings(installation, ports, data, true, pace, table, more);
  }

  public WorldSettings withPace(Duration slower) {
    return new WorldSettings(installation, ports, data, withSamples, slower, table, more);
  }

  public WorldSettings onATable() {
    return new WorldSettings(installation, ports, data, withSamples, pace, true, more);
  }

  /** With the Lambdas from this program's class path. */
  public WorldSettings ofThisClassPath() {
    return new WorldSettings(
        installation.ofThisClassPath(), ports, data, withSamples, pace, table, more);
  }

  /** With these variables beside those that it has. */
  public WorldSettings with(Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(more);
    all.putAll(variables);
    return new WorldSettings(installation, ports, data, withSamples, pace, table, all);
  }
}
