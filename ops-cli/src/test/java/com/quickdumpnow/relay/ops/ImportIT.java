package com.quickdumpnow.relay.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quickdumpnow.relay.ops.local.LocalWorld;
import com.quickdumpnow.relay.ops.local.WorldSettings;
import com.quickdumpnow.relay.ops.testing.Console;
import com.quickdumpnow.relay.ops.testing.Operator;
import com.quickdumpnow.relay.ops.testing.Operator.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qdn import} into a relay that runs. */
final class ImportIT {
  private static final int DAYS = 30;
  private static final int A_DAY = 500;

  /** Of the machine's time; it takes a tenth of it where nothing else runs. */
  private static final Duration SECONDS = Duration.ofMinutes(3);

  @TempDir static Path settings;
  private static LocalWorld world;
  private static Operator operator;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    world = LocalWorld.start(WorldSettings.forTests().ofThisClassPath());
    operator = Operator.of(world, Qdn::commandLine, settings.resolve("settings"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void import_samples_firstOnlyShownThenDoneThenNothingToDo() {
    Said shown = operator.types("import", "samples/jobs.csv", "samples/trailers.csv").exits(0);
    assertThat(shown.out()).contains("Nothing was changed", "job-40214", "--apply");
    Said done =
        operator.types("import", "samples/jobs.csv", "samples/trailers.csv", "--apply").exits(0);
    assertThat(done.out()).contains("Imported.");
    JsonNode again = operator.types("import", "samples/jobs.csv", "--json").exits(0).json();

    assertThat(again.path("changes")).isEmpty();
    assertThat(Console.of(world).history("job-40211").path("messages")).isEmpty();
    assertThat(Console.of(world).history("job-40214").path("messages")).isEmpty();
    assertThat(world.twilio().messages()).isEmpty();
    assertThat(world.ses().mailbox()).isEmpty();
  }

  @Test
  void import_rowsWithMistakes_othersAreTakenAndItSaysSo() throws IOException {
    Path input = folder.resolve("jobs.csv");
    Files.copy(Path.of("samples", "jobs-with-mistakes.csv"), input);

    Said said = operator.types("import", input.toString(), "--apply").exits(1);

    // The folder's name is a random number, which may have any digits.
    assertThat(said.out().replace(folder.toString(), ""))
        .contains("5 rows", "jobs.rejected.csv")
        .doesNotContain("555");
    assertThat(Console.of(world).history("job-40301").path("job").isObject()).isTrue();
  }

  @Test
  void import_monthOfABusyFirm_takesSeconds() throws IOException {
    Path input = Files.writeString(folder.resolve("month.csv"), month());
    long start = System.nanoTime();

    JsonNode done = operator.types("import", input.toString(), "--apply", "--json").exits(0).json();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SECONDS);
    assertThat(done.path("changes")).hasSize(DAYS * A_DAY);
    assertThat(done.path("sums").path(0).path("new").asInt()).isPositive();
    assertThat(done.path("sums").path(1).path("new").asInt()).isGreaterThan(DAYS * A_DAY / 2);
    assertThat(world.twilio().messages()).isEmpty();
  }

  private static String month() {
    StringBuilder csv =
        new StringBuilder("Dispatch #,Customer,Phone,Status,Created,Completed At\n");
    Instant now = Instant.now();
    for (int job = 0; job < DAYS * A_DAY; job++) {
      Instant done = now.minus(Duration.ofHours(1)).minus(Duration.ofDays(job / A_DAY));
      csv.append(
          String.format(
              Locale.ROOT,
              "m%d,\"Smith, J%d\",(619) 555-%04d,Done,%s,%s%n",
              job,
              job,
              job % 10_000,
              done.minusSeconds(3600),
              done));
    }
    return csv.toString();
  }

  @Test
  void import_noSuchFile_saysSoAndNoStackTrace() {
    Said said = operator.types("import", folder.resolve("none.csv").toString()).exits(1);

    assertThat(said.err()).contains("cannot read").doesNotContain("\tat ");
  }
}
