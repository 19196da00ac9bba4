package com.quickdumpnow.relay.ops.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.StatusChange;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.deployment.Archived;
import com.quickdumpnow.relay.ops.importing.Plan.Effect;
import com.quickdumpnow.relay.ops.importing.Plan.Place;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import makes of a store that knows nothing, the same, or better. */
final class ImporterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final JobId FINISHED = new JobId("job-40211");
  private static final JobId ACTIVE = new JobId("job-40214");
  private static final Vin TRAILER = new Vin("T1-GPS");

  private final InMemoryStore store = new InMemoryStore();
  private final Importer importer = new Importer(store, Retention.DEFAULT, NOW);

  @TempDir Path folder;

  private static Batch samples() {
    Batch batch = new Batch(Columns.standard(), NOW);
    batch.add(Path.of("samples", "jobs.csv"));
    batch.add(Path.of("samples", "trailers.csv"));
    return batch;
  }

  private Plan plan(Batch batch) {
    return importer.plan(
        batch,
        store.document(),
        Archived.ids(store.archive(), Progress.silent()),
        Progress.silent());
  }

  private Plan imported(Batch batch) {
    Plan plan = plan(batch);
    importer.apply(plan, batch, Progress.silent());
    return plan;
  }

  @Test
  void plan_nothingKnown_changesNothing() {
    Plan plan = plan(samples());

    assertThat(plan.count(Effect.NEW, Place.DOCUMENT)).isEqualTo(2);
    assertThat(plan.count(Effect.NEW, Place.ARCHIVE)).isEqualTo(3);
    assertThat(plan.trailers(Effect.NEW)).isEqualTo(3);
    assertThat(store.document()).isEqualTo(MaintenanceDocument.EMPTY);
    assertThat(store.archive().find(FINISHED)).isEmpty();
  }

  @Test
  void apply_nothingKnown_activeInTheDocumentAndFinishedInTheArchive() {
    imported(samples());

    assertThat(store.document().jobs().keySet()).containsExactly(ACTIVE, new JobId("job-40215"));
    assertThat(store.archive().find(FINISHED).orElseThrow().history().job().orElseThrow().status())
        .isEqualTo(JobStatus.COMPLETED);
    assertThat(store.document().jobs().values()).allMatch(job -> job.notifications().isEmpty());
  }

  @Test
  void apply_activeJob_itsTrailerIsAssigned() {
    imported(samples());

    assertThat(store.document().trailers())
        .hasEntrySatisfying(
            TRAILER,
            trailer -> {
              assertThat(trailer.assignedJob()).contains(ACTIVE);
              assertThat(trailer.position().orElseThrow().latitude()).isEqualTo(32.7157);
            });
  }

  @Test
  void apply_again_nothingChanges() {
    imported(samples());
    MaintenanceDocument once = store.document();

    Plan again = imported(samples());

    assertThat(again.jobs()).allMatch(step -> step.effect() == Effect.UNCHANGED);
    assertThat(again.trailers()).allMatch(step -> step.effect() == Effect.UNCHANGED);
    assertThat(store.document()).isEqualTo(once);
  }

  @Test
  void apply_correctedFile_whatWasImportedFollows() throws IOException {
    imported(samples());
    String corrected =
        Files.readString(Path.of("samples", "jobs.csv"))
            .replace("Dee O'Neil", "Dee O'Neill")
            .replace("Rivera, Ana", "Rivera, Anna");
    Batch batch = new Batch(Columns.standard(), NOW);
    batch.add(Files.writeString(folder.resolve("jobs.csv"), corrected));

    Plan plan = imported(batch);

    assertThat(plan.count(Effect.UPDATED, Place.DOCUMENT)).isEqualTo(1);
    assertThat(plan.count(Effect.UPDATED, Place.ARCHIVE)).isEqualTo(1);
    assertThat(store.document().job(ACTIVE).job().orElseThrow().customer().name())
        .isEqualTo("Dee O'Neill");
    assertThat(
            store.archive().find(FINISHED).orElseThrow().history().job().orElseThrow().customer())
        .extracting(customer -> customer.name())
        .isEqualTo("Rivera, Anna");
  }

  @Test
  void apply_jobThatStaffHaveChangedSince_isLeftAlone() {
    imported(samples());
    store.changeJob(
        ACTIVE,
        scope -> {
          Job job = scope.history().job().orElseThrow();
          return new Changed<>(
              scope.history().with(job.with(new StatusChange(JobStatus.COMPLETED, NOW, "maria"))),
              true);
        });
    JobHistory changed = store.document().job(ACTIVE);

    Plan plan = imported(samples());

    assertThat(plan.count(Effect.LEFT_ALONE, Place.DOCUMENT)).isEqualTo(1);
    assertThat(store.document().job(ACTIVE)).isEqualTo(changed);
  }

  @Test
  void apply_trailerThatTheRelayKnowsBetter_keepsWhatIsNewer() {
    GpsPosition newer =
        new GpsPosition(33, -117, Optional.of(Instant.parse("2026-11-25T11:00:00Z")));
    JobId other = new JobId("job-9");
    Trailer known =
        store.changeTrailer(
            TRAILER,
            bare ->
                new Trailer(
                    TRAILER,
                    Optional.of(newer),
                    Optional.empty(),
                    Optional.of(other),
                    bare.extras()));

    imported(samples());

    assertThat(store.document().trailers()).containsEntry(TRAILER, known);
  }
}
