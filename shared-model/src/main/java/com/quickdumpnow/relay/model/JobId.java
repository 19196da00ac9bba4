package com.quickdumpnow.relay.model;

import org.jspecify.annotations.Nullable;

/**
 * A job's id, as the dispatch console gives it: 1 to 40 of {@code A-Z a-z 0-9 _ -}.
 *
 * @throws IllegalArgumentException when {@code value} has another form; the message does not repeat
 *     it
 */
public record JobId(String value) {
  public static final String RULE = "1 to 40 letters, digits, '_' or '-'";

  /**
   * No job: under it stands what the relay itself tells staff, and the receipts of those texts come
   * back under it. Nobody may create a job of that id.
   */
  public static final JobId STAFF = new JobId("_staff");

  public JobId {
    Grammar.check("job id", value, Grammar.PLAIN_ID, RULE);
  }

  /**
   * As a record's own, which takes three times as long: it is asked for every job at each commit.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JobId(var that) && that.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
