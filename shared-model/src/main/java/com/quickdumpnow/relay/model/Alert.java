package com.quickdumpnow.relay.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Something staff are to be told. It is kept in the history it is about, so that the change that
 * raises it cannot be made without it.
 *
 * @param number 1 for the first of its job; grows, and is never used again
 * @param words without personal data
 * @param toldAt when a person had it for certain, or everybody was tried and staff email took it
 */
public record Alert(
    JobId jobId,
    NotificationId notificationId,
    int number,
    Kind kind,
    String words,
    Instant raisedAt,
    Optional<Instant> toldAt,
    Extras extras) {
  /** What {@code notificationId} is in an alert that is about no single notification. */
  public static final NotificationId OF_NO_NOTIFICATION = new NotificationId("n_2222222222222222");

  public enum Kind {
    /** A customer was not reached: somebody has to call. */
    EXHAUSTED,
    /** A failure that staff can mend. */
    FAILURE,
    /** The carrier knows a message that we do not. */
    UNEXPLAINED_MESSAGE
  }

  public boolean isTold() {
    return toldAt.isPresent();
  }

  boolean says(Kind otherKind, NotificationId otherNotification, String otherWords) {
    return kind == otherKind
        && notificationId.equals(otherNotification)
        && words.equals(otherWords);
  }

  boolean isSameAs(Alert other) {
    return other.says(kind, notificationId, words);
  }

  Alert toldAs(Alert other) {
    return other.toldAt().map(this::told).orElse(this);
  }

  Alert told(Instant at) {
    return new Alert(jobId, notificationId, number, kind, words, raisedAt, Optional.of(at), extras);
  }
}
