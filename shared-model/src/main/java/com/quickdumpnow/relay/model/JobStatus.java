package com.quickdumpnow.relay.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far a job is. A job moves forward only; completed and cancelled are its ends. */
public enum JobStatus {
  QUEUED,
  DISPATCHED,
  COMPLETED,
  CANCELLED;

  /**
   * The name on the wire: {@code queued}, {@code dispatched}, {@code completed}, {@code cancelled}.
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that wire name; empty when there is none (upper case is not accepted). */
  public static Optional<JobStatus> ofWireName(String name) {
    for (JobStatus status : values()) {
      if (status.wireName().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** The statuses a job may take next. Staying where it is is not a move. */
  public Set<JobStatus> successors() {
    return switch (this) {
      case QUEUED -> Set.of(DISPATCHED, CANCELLED);
      case DISPATCHED -> Set.of(COMPLETED, CANCELLED);
      case COMPLETED, CANCELLED -> Set.of();
    };
  }

  /** Whether nothing follows. */
  public boolean isFinal() {
    return successors().isEmpty();
  }
}
