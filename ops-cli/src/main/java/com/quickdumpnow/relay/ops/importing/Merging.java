package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.GpsPosition;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.ops.importing.Plan.Effect;
import java.time.Instant;
import java.util.Optional;

/** What is known, with what an export says. Pure; twice is the same as once. */
final class Merging {
  private Merging() {}

  /**
   * A job that nobody but an import has touched becomes what the export says; any other one stays
   * as the relay has it. No notification is ever made.
   */
  static JobHistory merged(JobHistory known, Job said) {
    if (known.job().isEmpty()) {
      return known.with(said);
    }
    Job old = known.job().get();
    return isImported(known) ? known.with(withDetailsOf(said, old)) : known;
  }

  static Effect effect(JobHistory known, Job said) {
    if (known.job().isEmpty()) {
      return Effect.NEW;
    }
    if (withDetailsOf(said, known.job().get()).equals(known.job().get())) {
      return Effect.UNCHANGED;
    }
    return isImported(known) ? Effect.UPDATED : Effect.LEFT_ALONE;
  }

  private static boolean isImported(JobHistory known) {
    return known.notifications().isEmpty()
        && known
            .job()
            .filter(job -> job.timeline().stream().allMatch(c -> c.by().equals(JobReader.BY)))
            .isPresent();
  }

  private static Job withDetailsOf(Job said, Job old) {
    return new Job(
        old.id(),
        said.dispatchId(),
        said.customer(),
        said.load(),
        said.trailerVin(),
        said.timeline(),
        old.idempotency(),
        old.extras());
  }

  /**
   * A position is taken when it is newer, and where it stands with it; a job only for a trailer
   * that has none, as the relay assigns them meanwhile.
   */
  static Trailer merged(Trailer known, Trailer said) {
    boolean newer = isNewer(said.position(), known.position());
    return new Trailer(
        known.vin(),
        newer ? said.position() : known.position(),
        newer && said.location().isPresent()
            ? said.location()
            : known.location().or(said::location),
        known.assignedJob().or(said::assignedJob),
        known.extras());
  }

  /** The trailer of a job that is still to be done. */
  static Trailer assigned(Trailer known, JobId job) {
    return merged(
        known,
        new Trailer(
            known.vin(), Optional.empty(), Optional.empty(), Optional.of(job), known.extras()));
  }

  private static boolean isNewer(Optional<GpsPosition> said, Optional<GpsPosition> known) {
    Optional<Instant> knownAt = known.flatMap(GpsPosition::at);
    return said.isPresent()
        && (known.isEmpty()
            || said.flatMap(GpsPosition::at)
                .filter(at -> knownAt.isEmpty() || at.isAfter(knownAt.get()))
                .isPresent());
  }
}
