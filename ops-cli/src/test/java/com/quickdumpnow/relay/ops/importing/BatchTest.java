package com.quickdumpnow.relay.ops.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the samples of an export are read as, and what is not taken. */
final class BatchTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Path SAMPLES = Path.of("samples");

  @TempDir Path folder;

  private final Batch batch = new Batch(Columns.standard(), NOW);

  private Job job(String id) {
    return batch.jobs().stream()
        .filter(job -> job.id().equals(new JobId(id)))
        .findFirst()
        .orElseThrow();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"jobs\": []}", "\"a text\"", "Dispatch #,Phone,Status\n"})
  void add_nothingInIt_isNotTakenForDone(String content) throws IOException {
    Path file = file("nothing", content);

    assertThatThrownBy(() -> batch.add(file))
        .isInstanceOf(ImportException.class)
        .hasMessage(file + " holds no jobs and no trailers");
  }

  @Test
  void add_aQuoteThatDoesNotEnd_saysSoInWords() throws IOException {
    Path file = file("broken.csv", "Dispatch #,Phone\n\"1,2\n");

    assertThatThrownBy(() -> batch.add(file))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("is no CSV: a quoted cell does not end")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void add_sampleOfCsv_everyJobIsThere() {
    batch.add(SAMPLES.resolve("jobs.csv"));

    assertThat(batch.rejected()).isEmpty();
    assertThat(batch.jobs())
        .extracting(job -> job.customer().name())
        .containsExactly("Rivera, Ana", "Bo Chen", "Café Olé, LLC", "Dee O'Neil", "Eli Park");
    assertThat(batch.jobs())
        .extracting(job -> job.customer().phone().map(PhoneNumber::value).orElse("none"))
        .containsExactly("+16195551234", "+16195551235", "+16195551236", "+16195551237", "none");
  }

  @Test
  void add_sampleOfCsv_quotesAndLinesAndNumbersAreRead() {
    batch.add(SAMPLES.resolve("jobs.csv"));

    assertThat(job("job-40211").load().notes()).contains("Gate code at the \"blue\" sign");
    assertThat(job("job-40213").load().notes()).contains("Two lines:\nring twice");
    assertThat(job("job-40213").load().tons()).contains(new BigDecimal("1200.5"));
    assertThat(job("job-40214").load().tons()).contains(new BigDecimal("6.25"));
    assertThat(job("job-40214").customer().email().orElseThrow().value())
        .isEqualTo("dee@example.com");
  }

  @Test
  void add_sampleOfCsv_timesOfEverySpellingMakeTheTimeline() {
    batch.add(SAMPLES.resolve("jobs.csv"));

    assertThat(job("job-40211").timeline())
        .containsExactly(
            change(JobStatus.QUEUED, "2026-10-28T14:05:00Z"),
            change(JobStatus.DISPATCHED, "2026-10-28T15:10:00Z"),
            change(JobStatus.COMPLETED, "2026-10-28T16:42:00Z"));
    assertThat(job("job-40212").timeline())
        .as("Excel's serial numbers")
        .containsExactly(
            change(JobStatus.QUEUED, "2026-10-29T14:30:00Z"),
            change(JobStatus.DISPATCHED, "2026-10-29T16:00:00Z"),
            change(JobStatus.COMPLETED, "2026-10-29T17:45:00Z"));
    assertThat(job("job-40213").status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(job("job-40214").since()).isEqualTo(Instant.parse("2026-11-24T23:40:00Z"));
  }

  private static StatusChange change(JobStatus status, String at) {
    return new StatusChange(status, Instant.parse(at), "import");
  }

  @Test
  void add_sampleOfJson_jobsAndTrailers() {
    batch.add(SAMPLES.resolve("export.json"));

    assertThat(batch.rejected()).isEmpty();
    assertThat(job("job-40401").load().notes()).contains("leave at curb");
    assertThat(job("job-40401").since()).isEqualTo(Instant.parse("2026-10-27T17:30:00Z"));
    assertThat(batch.trailers())
        .singleElement()
        .extracting(Trailer::vin)
        .isEqualTo(new Vin("T4-GPS"));
  }

  @Test
  void add_sampleOfTrailers_semicolonsAndPositions() {
    batch.add(SAMPLES.resolve("trailers.csv"));

    assertThat(batch.rejected()).isEmpty();
    assertThat(batch.trailers()).hasSize(3);
    Trailer first = batch.trailers().getFirst();
    assertThat(first.position().orElseThrow().at()).contains(Instant.parse("2026-11-24T23:41:00Z"));
    assertThat(first.assignedJob()).contains(new JobId("job-40214"));
    assertThat(batch.trailers().get(2).location()).contains("Workshop");
  }

  @Test
  void add_rowsWithMistakes_eachSaysAllThatIsWrongAndQuotesNothing() {
    batch.add(SAMPLES.resolve("jobs-with-mistakes.csv"));

    assertThat(batch.jobs()).extracting(Job::id).containsExactly(new JobId("job-40301"));
    assertThat(batch.rejected())
        .extracting(one -> one.row().place() + " " + one.reason())
        .satisfiesExactly(
            row -> assertThat(row).startsWith("line 3 phone: not a possible"),
            row ->
                assertThat(row)
                    .startsWith("line 4 customer: missing; queued: not a time")
                    .doesNotContain("no time of any status"),
            row ->
                assertThat(row)
                    .contains("extension", "email: not a", "completed: earlier than queued"),
            row -> assertThat(row).contains("queued: not a time", "status: unknown word"),
            row ->
                assertThat(row)
                    .contains("status: is completed, but the last time is of dispatched"))
        .allSatisfy(row -> assertThat(row).doesNotContain("555-1", "Gus", "Hal", "Teleported"));
  }

  @Test
  void write_rowsWithMistakes_besideTheInputWithTheReasonForTheirOwnerAlone() throws IOException {
    Path input = folder.resolve("jobs.csv");
    Files.copy(SAMPLES.resolve("jobs-with-mistakes.csv"), input);
    batch.add(input);

    List<Path> written = RejectedFiles.write(batch, List.of(input));

    assertThat(written).containsExactly(folder.resolve("jobs.rejected.csv"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written.getFirst())))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(written.getFirst()))
        .hasSize(6)
        .first()
        .asString()
        .isEqualTo(
            "Dispatch #,Customer Name,Phone,Email,Status,Created,En Route,Completed At,rejected"
                + " because");
  }

  @Test
  void write_rowsMendedInTheRejectedFile_areTakenFromThere() throws IOException {
    Path input = file("jobs.csv", "Dispatch #,Customer,Status,Created\n7,,New,11/24/2026\n");
    batch.add(input);
    Path rejected = RejectedFiles.write(batch, List.of(input)).getFirst();
    Files.writeString(rejected, Files.readString(rejected).replace("7,,", "7,Mo,"));
    Batch again = new Batch(Columns.standard(), NOW);

    again.add(rejected);

    assertThat(again.rejected()).isEmpty();
    assertThat(again.jobs()).singleElement().extracting(Job::id).isEqualTo(new JobId("job-7"));
  }

  @Test
  void add_sameRowTwiceAndAnotherOfItsId_onceAndRejected() throws IOException {
    String row = "7,Mo,New,11/24/2026\n";
    batch.add(file("a.csv", "Dispatch #,Customer,Status,Created\n" + row + row));
    batch.add(
        file("b.csv", "Dispatch #,Customer,Status,Created\n7,Somebody else,New,11/24/2026\n"));

    assertThat(batch.jobs()).hasSize(1);
    assertThat(batch.repeated()).isEqualTo(1);
    assertThat(batch.rejected())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("is in a.csv, line 2"));
  }

  @Test
  void add_futureTime_isRejected() throws IOException {
    batch.add(file("a.csv", "Dispatch #,Customer,Status,Created\n7,Mo,New,11/26/2026\n"));

    assertThat(batch.rejected())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).contains("future"));
  }

  @Test
  void add_columnsOfAnotherName_byTheColumnsFile() throws IOException {
    Batch mexican = new Batch(Columns.of(SAMPLES.resolve("columns.properties")), NOW);

    mexican.add(
        file(
            "a.csv",
            """
            \uFEFFTicket,Cliente,Telefono,Status,Created,Done
            7,Mo,664 123 4567,terminado,11/20/2026,11/21/2026
            """));

    assertThat(mexican.rejected()).isEmpty();
    assertThat(mexican.jobs().getFirst().customer().phone())
        .isEqualTo(Optional.of(new PhoneNumber("+526641234567")));
  }

  @Test
  void add_fileOfSomethingElse_refusedAsAWhole() throws IOException {
    Path other = file("a.csv", "colour,size\nred,7\n");

    assertThatThrownBy(() -> batch.add(other))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("no column for a job's customer");
  }

  @Test
  void of_columnsFileWithAMisspeltField_saysWhich() throws IOException {
    Path misspelt = file("columns.properties", "custmer = Cliente\n");

    assertThatThrownBy(() -> Columns.of(misspelt))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("custmer");
  }
}
