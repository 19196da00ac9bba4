package com.quickdumpnow.relay.model;

import java.time.Instant;

/**
 * One entry of a job's timeline.
 *
 * @param at when the change was committed, UTC
 * @param by the name of the staff token that made it
 */
public record StatusChange(JobStatus status, Instant at, String by, Extras extras) {
  public StatusChange(JobStatus status, Instant at, String by) {
    this(status, at, by, Extras.NONE);
  }
}
