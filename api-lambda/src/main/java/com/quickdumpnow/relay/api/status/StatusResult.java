package com.quickdumpnow.relay.api.status;

import com.quickdumpnow.relay.model.IdempotencyRecord;
import com.quickdumpnow.relay.model.Job;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.Vin;
import java.util.Optional;

/** What becomes of a request for a status change. Of a refused one nothing is kept. */
sealed interface StatusResult {
  /**
   * The job moved, and its customer is to be told.
   *
   * @param formerTrailer the one it had before the change
   */
  record Moved(Job job, Notification notification, Optional<Vin> formerTrailer)
      implements StatusResult {}

  /**
   * The job has that status already; it may have been amended.
   *
   * @param notificationId of the newest notification about that status
   * @param formerTrailer the one it had before the change
   */
  record Stayed(Job job, Optional<NotificationId> notificationId, Optional<Vin> formerTrailer)
      implements StatusResult {}

  /** The very same request was carried out before. */
  record Replayed(IdempotencyRecord first) implements StatusResult {}

  /** The very same request was carried out while this one was on its way. */
  record Concurrent() implements StatusResult {}

  /** The key was used with another body. */
  record KeyReused() implements StatusResult {}

  record IllegalMove(JobStatus current) implements StatusResult {}

  /** A job can't begin with that status. */
  record UnknownJob() implements StatusResult {}

  /** A job can't begin without somebody to tell. */
  record CustomerMissing(Amendment.CustomerPart given) implements StatusResult {}
}
