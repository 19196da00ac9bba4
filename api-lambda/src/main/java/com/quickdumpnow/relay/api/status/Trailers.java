package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.log.LogKey;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Trailer;
import com.quickdumpnow.relay.model.Vin;
import com.quickdumpnow.relay.store.MaintenanceStore;
import com.quickdumpnow.relay.store.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the trailers' side of an assignment. The truth is the job's {@code trailerVin}, committed
 * with the job; a trailer is another unit of change, so its {@code assignedJob} follows after and
 * may be late when the store fails in between. The same request again mends it.
 */
final class Trailers {
  private static final Logger log = LoggerFactory.getLogger(Trailers.class);

  private final MaintenanceStore store;

  Trailers(MaintenanceStore store) {
    this.store = store;
  }

  /**
   * Frees the trailer of a job that ended, and a former one.
   *
   * @param former the one the job had before
   * @param named the one the request gave it: only then it is assigned, since another job may have
   *     it by now
   */
  void follow(Job job, Optional<Vin> former, Optional<Vin> named) {
    try {
      if (former.isPresent() && !former.equals(job.trailerVin())) {
        free(former.get(), job.id());
      }
      if (job.status().isFinal()) {
        job.trailerVin().ifPresent(vin -> free(vin, job.id()));
      } else {
        named.ifPresent(vin -> assign(vin, job.id()));
      }
    } catch (StoreException e) {
      log.atWarn()
          .addKeyValue(LogKey.JOB_ID, job.id())
          .setCause(e)
          .log("the job's trailer does not show its assignment yet");
    }
  }

  private void assign(Vin vin, JobId jobId) {
    store.changeTrailer(vin, trailer -> assigned(trailer, Optional.of(jobId)));
  }

  private void free(Vin vin, JobId jobId) {
    store.changeTrailer(
        vin,
        trailer ->
            trailer.assignedJob().equals(Optional.of(jobId))
                ? assigned(trailer, Optional.empty())
                : trailer);
  }

  private static Trailer assigned(Trailer trailer, Optional<JobId> job) {
    return new Trailer(
        trailer.vin(), trailer.position(), trailer.location(), job, trailer.extras());
  }
}
