package com.quickdumpnow.relay.json;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.model.JobStatus;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
import com.quickdumpnow.relay.model.NotificationState.Called;
import com.quickdumpnow.relay.model.NotificationState.Delivered;
import com.quickdumpnow.relay.model.NotificationState.Emailed;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.NotificationState.Expired;
import com.quickdumpnow.relay.model.NotificationState.Hold;
import com.quickdumpnow.relay.model.NotificationState.Pending;
import com.quickdumpnow.relay.model.NotificationState.Reconciling;
import com.quickdumpnow.relay.model.NotificationState.Sending;
import com.quickdumpnow.relay.model.NotificationState.Superseded;
import com.quickdumpnow.relay.model.NotificationState.Suppressed;
import com.quickdumpnow.relay.model.NotificationState.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One entry of {@code notifications[]}, its state flattened into it. */
final class NotificationCodec {
  /** The names of the states on the wire. */
  private enum StateName {
    PENDING,
    WAITING,
    HOLD,
    SENDING,
    RECONCILING,
    AWAITING_RECEIPT,
    EMAILED,
    EXHAUSTED,
    DELIVERED,
    SUPERSEDED,
    EXPIRED,
    SUPPRESSED
  }

  private NotificationCodec() {}

  static void write(ObjectText out, Notification notification) {
    out.text("notificationId", notification.id().value());
    out.text("jobId", notification.jobId().value());
    out.text("about", notification.about().wireName());
    out.number("sequence", notification.sequence());
    out.instant("createdAt", notification.createdAt());
    out.maybeInstant("expiresAt", notification.expiresAt());
    out.text("text", notification.text());
    out.number("segments", notification.segments());
    out.text("link", notification.link());
    out.number("generation", notification.generation());
    writeState(out, notification.state());
    out.extras(notification.extras());
  }

  /**
   * @param attempts the attempts kept of that notification, in their order
   */
  static Notification read(Fields in, Function<NotificationId, List<Attempt>> attempts) {
    NotificationId id = in.value("notificationId", NotificationId::new);
    return new Notification(
        id,
        in.value("jobId", JobId::new),
        in.word("about", JobStatus::ofWireName),
        in.smallNumber("sequence"),
        in.instant("createdAt"),
        in.maybeInstant("expiresAt"),
        in.text("text"),
        in.smallNumber("segments"),
        in.text("link"),
        in.smallNumber("generation"),
        readState(in),
        attempts.apply(id),
        in.extras());
  }

  private static void writeState(ObjectText out, NotificationState state) {
    out.text("state", nameOf(state).name());
    out.instant("since", state.since());
    out.text("reason", state.reason());
    switch (state) {
      case Pending _, Hold _, Expired _, Suppressed _ -> {}
      case Exhausted exhausted ->
          exhausted
              .called()
              .ifPresent(
                  called -> {
                    out.text("calledBy", called.by());
                    out.instant("calledAt", called.at());
                  });
      case Waiting waiting -> out.instant("notBefore", waiting.notBefore());
      case Sending sending -> out.number("attempt", sending.attempt());
      case Reconciling reconciling -> {
        out.number("attempt", reconciling.attempt());
        out.instant("notBefore", reconciling.notBefore());
      }
      case AwaitingReceipt awaiting -> {
        out.number("attempt", awaiting.attempt());
        out.instant("deadline", awaiting.deadline());
      }
      case Emailed emailed -> out.number("attempt", emailed.attempt());
      case Delivered delivered -> out.number("attempt", delivered.attempt());
      case Superseded superseded -> out.text("by", superseded.by().value());
    }
  }

  private static StateName nameOf(NotificationState state) {
    return switch (state) {
      case Pending _ -> StateName.PENDING;
      case Waiting _ -> StateName.WAITING;
      case Hold _ -> StateName.HOLD;
      case Sending _ -> StateName.SENDING;
      case Reconciling _ -> StateName.RECONCILING;
      case AwaitingReceipt _ -> StateName.AWAITING_RECEIPT;
      case Emailed _ -> StateName.EMAILED;
      case Exhausted _ -> StateName.EXHAUSTED;
      case Delivered _ -> StateName.DELIVERED;
      case Superseded _ -> StateName.SUPERSEDED;
      case Expired _ -> StateName.EXPIRED;
      case Suppressed _ -> StateName.SUPPRESSED;
    };
  }

  private static Optional<Called> called(Fields in) {
    return in.maybeText("calledBy").map(by -> new Called(by, in.instant("calledAt")));
  }

  private static NotificationState readState(Fields in) {
    StateName name = in.constant("state", StateName.class);
    Instant since = in.instant("since");
    String reason = in.text("reason");
    return switch (name) {
      case PENDING -> new Pending(since, reason);
      case WAITING -> new Waiting(since, reason, in.instant("notBefore"));
      case HOLD -> new Hold(since, reason);
      case SENDING -> new Sending(since, reason, in.smallNumber("attempt"));
      case RECONCILING ->
          new Reconciling(since, reason, in.smallNumber("attempt"), in.instant("notBefore"));
      case AWAITING_RECEIPT ->
          new AwaitingReceipt(since, reason, in.smallNumber("attempt"), in.instant("deadline"));
      case EMAILED -> new Emailed(since, reason, in.smallNumber("attempt"));
      case EXHAUSTED -> new Exhausted(since, reason, called(in));
      case DELIVERED -> new Delivered(since, reason, in.smallNumber("attempt"));
      case SUPERSEDED -> new Superseded(since, reason, in.value("by", NotificationId::new));
      case EXPIRED -> new Expired(since, reason);
      case SUPPRESSED -> new Suppressed(since, reason);
    };
  }
}
