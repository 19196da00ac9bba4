package com.quickdumpnow.relay.ops.importing;

import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.Vin;
import java.util.List;

/**
 * What an import would do, job by job and trailer by trailer.
 *
 * @param jobs in the order of the input
 */
public record Plan(List<JobStep> jobs, List<TrailerStep> trailers) {
  public Plan {
    jobs = List.copyOf(jobs);
    trailers = List.copyOf(trailers);
  }

  /** What becomes of one entry. */
  public enum Effect {
    NEW,
    /** An earlier import said something else. */
    UPDATED,
    UNCHANGED,
    /** The relay itself has worked on it since: what it knows stands. */
    LEFT_ALONE
  }

  /** Where it is kept. */
  public enum Place {
    DOCUMENT,
    ARCHIVE
  }

  /** One job's. */
  public record JobStep(Job job, Effect effect, Place place) {
    boolean isToDo(Place where) {
      return place == where && (effect == Effect.NEW || effect == Effect.UPDATED);
    }
  }

  /** One trailer's. */
  public record TrailerStep(Vin vin, Effect effect) {}

  /** How many of them there is something to do for. */
  public long toDo() {
    return jobs.stream().filter(step -> step.isToDo(step.place())).count()
        + trailers.stream().filter(step -> step.effect() != Effect.UNCHANGED).count();
  }

  public long count(Effect effect, Place place) {
    return jobs.stream().filter(step -> step.effect() == effect && step.place() == place).count();
  }

  public long trailers(Effect effect) {
    return trailers.stream().filter(step -> step.effect() == effect).count();
  }
}
