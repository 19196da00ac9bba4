package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;

/** What we say about a status, in texts and emails alike. */
final class StatusWording {
  static final String BRAND = "QuickDumpNow";

  private StatusWording() {}

  /** Follows "your load". */
  static String predicate(JobStatus status) {
    return switch (status) {
      case QUEUED -> "is booked";
      case DISPATCHED -> "is en route";
      case COMPLETED -> "is complete";
      case CANCELLED -> "was cancelled";
    };
  }

  /** Comes before the link. */
  static String invitation(JobStatus status) {
    return status.isFinal() ? "Info" : "Track";
  }
}
