package com.quickdumpnow.relay.api.notification;

import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.model.JobHistory;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import java.util.Optional;

/** The notification that a path names. */
record Target(JobId jobId, NotificationId id) {
  /** Empty when no notification can be called so. */
  static Optional<Target> of(Call<?> call) {
    try {
      return Optional.of(
          new Target(
              new JobId(call.parameter("jobId")),
              new NotificationId(call.parameter("notificationId"))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  Optional<Notification> in(JobHistory history) {
    return history.notification(id);
  }

  static HttpReply unknown() {
    return Problem.of(
            ProblemType.UNKNOWN_NOTIFICATION,
            "The job has no such notification, or is unknown or archived.")
        .reply();
  }
}
