package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing a customer is to be told, and everything tried to tell it.
 *
 * @param about the status it tells of
 * @param sequence its place among the job's notifications; a higher one is newer
 * @param expiresAt when it stops being true
 * @param text the text to send, tracking link and stop hint included
 * @param segments how many segments {@code text} counts
 * @param link the tracking link alone, for the email
 * @param generation how often it was triggered; never the same for two deliberate triggers
 */
public record Notification(
    NotificationId id,
    JobId jobId,
    JobStatus about,
    int sequence,
    Instant createdAt,
    Optional<Instant> expiresAt,
    String text,
    int segments,
    String link,
    int generation,
    NotificationState state,
    List<Attempt> attempts,
    Extras extras) {
  public Notification {
    attempts = List.copyOf(attempts);
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i).number() != i + 1) {
        throw new IllegalArgumentException("attempts of " + id + " are not numbered 1, 2, 3, …");
      }
    }
  }

  public Notification with(NotificationState newState) {
    return with(generation, newState, attempts);
  }

  public Notification nextGeneration() {
    return withGeneration(generation + 1);
  }

  private Notification withGeneration(int newGeneration) {
    return with(newGeneration, state, attempts);
  }

  private Notification with(
      int newGeneration, NotificationState newState, List<Attempt> newAttempts) {
    return new Notification(
        id,
        jobId,
        about,
        sequence,
        createdAt,
        expiresAt,
        text,
        segments,
        link,
        newGeneration,
        newState,
        newAttempts,
        extras);
  }

  /** Puts {@code attempt} in the place of its number, or at the end when it is the next one. */
  public Notification with(Attempt attempt) {
    List<Attempt> changed = new ArrayList<>(attempts);
    if (attempt.number() == changed.size() + 1) {
      changed.add(attempt);
    } else {
      changed.set(attempt.number() - 1, attempt);
    }
    return with(generation, state, changed);
  }

  /**
   * Two versions of the same notification as one: what came later stands, and a delivery stands
   * whenever it came.
   */
  public Notification unitedWith(Notification other) {
    boolean theirs = other.isBeyond(this);
    Notification united = theirs ? other : this;
    for (Attempt attempt : (theirs ? this : other).attempts) {
      united =
          united.with(
              united.attempt(attempt.number()).map(own -> own.unitedWith(attempt)).orElse(attempt));
    }
    int highest = Math.max(generation, other.generation);
    return highest == united.generation ? united : united.withGeneration(highest);
  }

  private boolean isBeyond(Notification other) {
    if (state.equals(other.state)) {
      return false;
    }
    boolean delivered = state instanceof NotificationState.Delivered;
    if (delivered != (other.state instanceof NotificationState.Delivered)) {
      return delivered;
    }
    if (state.isFinished() != other.state.isFinished()) {
      return state.isFinished();
    }
    boolean emailed = state instanceof NotificationState.Emailed;
    if (generation == other.generation
        && emailed != (other.state instanceof NotificationState.Emailed)) {
      // An email's end is its bounce, whatever the clocks of those who wrote say.
      return !emailed;
    }
    return state.since().isAfter(other.state.since());
  }

  public Optional<Attempt> attempt(int number) {
    return number >= 1 && number <= attempts.size()
        ? Optional.of(attempts.get(number - 1))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Notification[" + id + ", " + about + ", " + state + ", " + attempts + "]";
  }
}
