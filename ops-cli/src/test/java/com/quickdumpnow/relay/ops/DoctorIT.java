package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.doctor.Finding;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.BrokenCloud;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** {@code qdn doctor}, on a relay that is well and on one that is broken for each finding. */
final class DoctorIT {
  @TempDir static Path folder;
  private static LocalWorld world;
  private static BrokenCloud cloud;

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests());
    cloud = new BrokenCloud();
  }

  @AfterAll
  static void stop() {
    cloud.close();
    world.close();
  }

  @Test
  void doctor_ofAnInstallationThatIsWell_findsNothingAndChangesNothing() {
    Operator operator = Operator.of(world, DoctorIT::doctor, folder.resolve("well"));
    int objects = objects();

    Said said = operator.types("--json").exits(0);

    assertThat(said.json().path("findingCount").asInt()).isZero();
    assertThat(said.json().path("observations").findValuesAsText("result"))
        .doesNotContain("skipped")
        .hasSizeGreaterThan(20);
    assertThat(operator.types().exits(0).out())
        .contains("ok", "Nothing is wrong.")
        .doesNotContain("\u001b[", world.staffToken().reveal());
    assertThat(objects()).isEqualTo(objects);
  }

  @Test
  void doctor_mayProbeWrites_writesAndLeavesNothing() {
    Operator operator = Operator.of(world, DoctorIT::doctor, folder.resolve("probing"));
    int objects = objects();

    Said said = operator.types("--probe-writes").exits(0);

    assertThat(said.out()).contains("an object was written, read and deleted");
    assertThat(objects()).isEqualTo(objects);
  }

  @ParameterizedTest
  @EnumSource
  void doctor_ofAnInstallationThatIsBroken_findsThatAndSaysWhatToDo(Finding finding)
      throws IOException {
    Path file = folder.resolve(finding.name());
    try (BrokenInstallation broken = BrokenInstallation.with(finding, world, cloud)) {
      Operator operator = new Operator(line(finding), file, broken.settings());
      if (finding == Finding.SETTINGS_NOT_PRIVATE) {
        open(file);
      }

      Said said = operator.types("--json", "--probe-writes").exits(1);

      assertThat(found(said.json())).as(said.out()).isEqualTo(broken.found());
      assertThat(operator.types("--probe-writes").exits(1).out())
          .contains(finding.level().name().toLowerCase(Locale.ROOT), finding.remedy());
    }
  }

  @Test
  void doctor_wrongOptionOrNoSettings_couldNotLook() {
    assertThat(doctor().setErr(new PrintWriter(new StringWriter())).execute("--colour"))
        .isEqualTo(2);
    assertThat(
            doctor()
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--settings", folder.resolve("nowhere").toString()))
        .isEqualTo(2);
  }

  private static CommandLine doctor() {
    return line(Clock.systemUTC());
  }

  private static CommandLine line(Clock clock) {
    return Converters.registered(new CommandLine(new DoctorCommand(clock)))
        .setExecutionExceptionHandler(new Failures());
  }

  private static Supplier<CommandLine> line(Finding finding) {
    Clock now = Clock.systemUTC();
    return () ->
        line(finding == Finding.CLOCK_OFF ? Clock.offset(now, Duration.ofMinutes(2)) : now);
  }

  private static Set<Finding> found(JsonNode json) {
    return json.path("observations").findValuesAsText("finding").stream()
        .map(Finding::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Finding.class)));
  }

  private static void open(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** Every version of every object of the installation's bucket. */
  private static int objects() {
    return cloud.versions("qdn-maintenance");
  }
}
