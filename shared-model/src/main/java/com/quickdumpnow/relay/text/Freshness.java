package com.quickdumpnow.relay.text;

import com.quickdumpnow.relay.model.JobStatus;
import java.time.Duration;

/** How long news are news. */
public final class Freshness {
  private Freshness() {}

  /**
   * How long the news is worth a text, from the moment the status changed; later the notification
   * expires unsent. A booking is news for half a working day; "en route" for about as long as a
   * haul takes; an end remains true, but a text about yesterday's only puzzles.
   */
  public static Duration expiresAfter(JobStatus status) {
    return switch (status) {
      case QUEUED -> Duration.ofHours(4);
      case DISPATCHED -> Duration.ofHours(2);
      case COMPLETED, CANCELLED -> Duration.ofHours(24);
    };
  }
}
