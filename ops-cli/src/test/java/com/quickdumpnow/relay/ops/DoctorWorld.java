package com.quickdumpnow.relay.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.BrokenCloud;
import com.quickdumpnow.relay.ops.testing.Operator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** A relay for {@code qdn doctor} to look at, and what there is to break. */
final class DoctorWorld implements AutoCloseable {
  final LocalWorld relay = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
  final BrokenCloud cloud = new BrokenCloud();
  private final Path folder;

  /**
   * @param folder for settings
   */
  DoctorWorld(Path folder) {
    this.folder = folder;
  }

  BrokenInstallation whole() {
    return BrokenInstallation.whole(relay, cloud);
  }

  BrokenInstallation with(Finding finding) {
    return BrokenInstallation.with(finding, relay, cloud);
  }

  /** Who looks at it as it is. */
  Operator doctor(String file) {
    return Operator.of(relay, DoctorWorld::command, folder.resolve(file));
  }

  /** Who looks at an installation; of its own file, by which it can be told from others. */
  Operator doctorOf(BrokenInstallation broken, String file) {
    return new Operator(DoctorWorld::command, folder.resolve(file), broken.settings());
  }

  /** The same with a clock that is wrong where that is to be found. */
  Operator doctorOf(BrokenInstallation broken, Finding finding) {
    Clock now = Clock.systemUTC();
    Clock clock = finding == Finding.CLOCK_OFF ? Clock.offset(now, Duration.ofMinutes(2)) : now;
    Supplier<CommandLine> line = () -> command(clock);
    return new Operator(line, folder.resolve(finding.name()), broken.settings());
  }

  static CommandLine command() {
    return command(Clock.systemUTC());
  }

  private static CommandLine command(Clock clock) {
    return Converters.registered(new CommandLine(new DoctorCommand(clock)))
        .setExecutionExceptionHandler(new Failures());
  }

  static Set<Finding> found(JsonNode json) {
    return json.path("observations").findValuesAsText("finding").stream()
        .map(Finding::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Finding.class)));
  }

  /** Every version of every object of the installation's bucket. */
  int objects() {
    return cloud.versions("qdn-maintenance");
  }

  @Override
  public void close() {
    cloud.close();
    relay.close();
  }
}
