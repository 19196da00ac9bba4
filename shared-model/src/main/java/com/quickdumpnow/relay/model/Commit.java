package com.quickdumpnow.relay.model;

import java.time.Instant;

/**
 * A writer's latest commit, kept in the document so that the writer recognises its own work after a
 * lost answer.
 *
 * @param writer the store instance
 * @param sequence grows by one with each commit of that writer
 */
public record Commit(String writer, long sequence, Instant at, Extras extras) {
  public Commit(String writer, long sequence, Instant at) {
    this(writer, sequence, at, Extras.NONE);
  }
}
