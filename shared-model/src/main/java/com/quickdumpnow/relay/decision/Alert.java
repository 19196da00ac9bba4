package com.quickdumpnow.relay.decision;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.NotificationId;

/**
 * Something staff are to be told.
 *
 * @param words without personal data
 */
public record Alert(Kind kind, JobId jobId, NotificationId notificationId, String words) {
  public enum Kind {
    /** A customer was not reached: somebody has to call. */
    EXHAUSTED,
    /** A failure that staff can mend. */
    FAILURE,
    /** The carrier knows a message that we do not. */
    UNEXPLAINED_MESSAGE
  }
}
