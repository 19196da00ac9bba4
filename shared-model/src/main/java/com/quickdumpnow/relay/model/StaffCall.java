package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One bundle of alerts on its way to staff: the people of the forward chain one after the other,
 * then email, and all over again until somebody has it. It is kept in the history of {@link
 * JobId#STAFF}; no phone number stands in it.
 *
 * @param id what the callbacks of its texts bring back as their notification
 * @param text what people are texted
 * @param covers the alerts it tells of
 * @param steps in the order in which they were claimed; those of earlier rounds that reached nobody
 *     for certain are dropped
 * @param told when and how somebody got it; empty while it goes on
 */
public record StaffCall(
    NotificationId id,
    Instant startedAt,
    String text,
    List<Cover> covers,
    List<Step> steps,
    Optional<Told> told,
    Extras extras) {
  public StaffCall {
    covers = List.copyOf(covers);
    steps = List.copyOf(steps);
  }

  /** All alerts of that job whose number is not greater. */
  public record Cover(JobId jobId, int upTo, Extras extras) {
    public boolean includes(Alert alert) {
      return alert.jobId().equals(jobId) && alert.number() <= upTo;
    }
  }

  /**
   * @param words who got it
   */
  public record Told(Instant at, String words, Extras extras) {}

  /** How far a step is. */
  public enum Progress {
    /** Whether it was posted is known to its owner alone. */
    CLAIMED,
    /** The carrier has it, or may have it; nobody knows whether it arrived. */
    UNCONFIRMED,
    /** It is on the handset, or the email service took it. */
    TOLD,
    /** It did not arrive, and by another route it might. */
    ROUTE_FAILED,
    /** It did not arrive, and to this person it will not. */
    PERSON_FAILED
  }

  /**
   * One text to one person by one route, or the email.
   *
   * @param number of its attempt, in the callback's URL; unique within its call
   * @param round 1 for the first time through the chain
   * @param person the name in the configuration
   * @param words what is known of it
   */
  public record Step(
      int number,
      int round,
      String person,
      RouteName route,
      Claim claim,
      Progress progress,
      Instant since,
      String words,
      Extras extras) {
    public boolean isEmail() {
      return route.equals(RouteName.EMAIL);
    }

    public Step with(Progress newProgress, Instant at, String newWords) {
      return new Step(number, round, person, route, claim, newProgress, at, newWords, extras);
    }
  }

  public boolean isOpen() {
    return told.isEmpty();
  }

  /** Whether it is a later call than {@code other}, or a later state of the same one. */
  boolean isBeyond(StaffCall other) {
    return !id.equals(other.id)
        ? startedAt.isAfter(other.startedAt)
        : other.isOpen() && (!isOpen() || lastChange().isAfter(other.lastChange()));
  }

  private Instant lastChange() {
    return steps.stream().map(Step::since).max(Comparator.naturalOrder()).orElse(startedAt);
  }

  public Optional<Step> last() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
  }

  /** Puts {@code step} in the place of its number, or at the end. */
  public StaffCall with(Step step) {
    List<Step> changed = new ArrayList<>(steps);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).number() == step.number()) {
        changed.set(i, step);
        return withSteps(changed);
      }
    }
    changed.add(step);
    return withSteps(changed);
  }

  public StaffCall withSteps(List<Step> newSteps) {
    return new StaffCall(id, startedAt, text, covers, newSteps, told, extras);
  }

  public StaffCall told(Instant at, String words) {
    Optional<Told> end = Optional.of(new Told(at, words, Extras.NONE));
    return new StaffCall(id, startedAt, text, covers, steps, end, extras);
  }
}
