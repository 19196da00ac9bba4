package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.decision.Retention;
import com.quickdumpnow.relay.model.ArchivedJob;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.MaintenanceDocument;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.ops.console.Progress;
import com.quickdumpnow.relay.ops.deployment.Parallel;
import com.quickdumpnow.relay.ops.importing.Plan.Effect;
import com.quickdumpnow.relay.ops.importing.Plan.JobStep;
import com.quickdumpnow.relay.ops.importing.Plan.Place;
import com.quickdumpnow.relay.ops.importing.Plan.TrailerStep;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobChange;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings a batch into the store. It makes no notification and no trigger, so nobody is texted. What
 * was done once is unchanged the next time; broken off, it is to be repeated.
 */
public final class Importer {
  /** Jobs that one thread archives in a row. */
  private static final int CHUNK = 25;

  /** Jobs that one commit changes; more would leave nothing to tell for long. */
  private static final int AT_ONCE = 500;

  private final MaintenanceStore store;
  private final Retention retention;
  private final Instant now;

  public Importer(MaintenanceStore store, Retention retention, Instant now) {
    this.store = store;
    this.retention = retention;
    this.now = now;
  }

  /**
   * What {@link #apply} would do; changes nothing.
   *
   * @param document the store's
   * @param archived which jobs are in its archive
   */
  public Plan plan(
      Batch batch, MaintenanceDocument document, Set<JobId> archived, Progress progress) {
    List<JobStep> jobs =
        Parallel.map(
            batch.jobs(),
            job -> {
              JobStep step = step(document, archived, job);
              progress.step();
              return step;
            });
    return new Plan(jobs, trailers(document, batch, jobs));
  }

  private JobStep step(MaintenanceDocument document, Set<JobId> archivedIds, Job job) {
    JobHistory known = document.job(job.id());
    if (known.job().isPresent()) {
      return new JobStep(job, Merging.effect(known, job), Place.DOCUMENT);
    }
    Optional<ArchivedJob> archived =
        archivedIds.contains(job.id()) ? store.archive().find(job.id()) : Optional.empty();
    if (archived.isPresent()) {
      Effect effect = Merging.effect(archived.get().history(), job);
      boolean redacted = archived.get().redactedAt().isPresent();
      return new JobStep(job, redacted ? Effect.LEFT_ALONE : effect, Place.ARCHIVE);
    }
    boolean isOver = retention.isToArchive(JobHistory.empty(job.id()).with(job), now);
    return new JobStep(job, Effect.NEW, isOver ? Place.ARCHIVE : Place.DOCUMENT);
  }

  private static List<TrailerStep> trailers(
      MaintenanceDocument document, Batch batch, List<JobStep> jobs) {
    Map<Vin, Trailer> changed = changedTrailers(document.trailers(), batch, jobs);
    List<TrailerStep> steps = new ArrayList<>();
    changed.forEach(
        (vin, trailer) -> {
          Optional<Trailer> known = Optional.ofNullable(document.trailers().get(vin));
          Effect effect =
              known.isEmpty()
                  ? Effect.NEW
                  : known.get().equals(trailer) ? Effect.UNCHANGED : Effect.UPDATED;
          steps.add(new TrailerStep(vin, effect));
        });
    return steps;
  }

  /** The trailers of the batch and those of its active jobs, as they will be. */
  private static Map<Vin, Trailer> changedTrailers(
      Map<Vin, Trailer> known, Batch batch, List<JobStep> jobs) {
    Map<Vin, Trailer> changed = new LinkedHashMap<>();
    for (Trailer said : batch.trailers()) {
      changed.put(said.vin(), Merging.merged(current(known, said.vin()), said));
    }
    for (JobStep step : jobs) {
      if (step.effect() != Effect.LEFT_ALONE && !step.job().status().isFinal()) {
        step.job()
            .trailerVin()
            .ifPresent(
                vin ->
                    changed.put(
                        vin,
                        Merging.assigned(
                            changed.getOrDefault(vin, current(known, vin)), step.job().id())));
      }
    }
    return changed;
  }

  private static Trailer current(Map<Vin, Trailer> known, Vin vin) {
    return Optional.ofNullable(known.get(vin)).orElseGet(() -> Trailer.bare(vin));
  }

  /** Does what {@code plan} says, as far as it still holds. */
  public void apply(Plan plan, Batch batch, Progress progress) {
    List<JobHistory> finished =
        plan.jobs().stream()
            .filter(step -> step.isToDo(Place.ARCHIVE))
            .map(step -> JobHistory.empty(step.job().id()).with(step.job()))
            .toList();
    Parallel.map(
        Parallel.chunks(finished, CHUNK),
        chunk -> {
          store.archive().take(chunk, _ -> false);
          chunk.forEach(_ -> progress.step());
          return chunk.size();
        });
    List<JobChange<Boolean>> changes =
        plan.jobs().stream()
            .filter(step -> step.isToDo(Place.DOCUMENT))
            .map(step -> change(step.job()))
            .toList();
    for (List<JobChange<Boolean>> some : Parallel.chunks(changes, AT_ONCE)) {
      store.changeJobs(some);
      some.forEach(_ -> progress.step());
    }
    List<TrailerStep> trailers =
        plan.trailers().stream().filter(step -> step.effect() != Effect.UNCHANGED).toList();
    Map<Vin, Trailer> said = changedTrailers(Map.of(), batch, plan.jobs());
    Parallel.map(
        trailers,
        step -> {
          progress.step();
          return store.changeTrailer(
              step.vin(), known -> Merging.merged(known, current(said, step.vin())));
        });
  }

  private static JobChange<Boolean> change(Job job) {
    return new JobChange<>(
        job.id(), scope -> new Changed<>(Merging.merged(scope.history(), job), true));
  }
}
