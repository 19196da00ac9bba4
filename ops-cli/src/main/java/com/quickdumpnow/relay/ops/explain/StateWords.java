package com.quickdumpnow.relay.ops.explain;

import com.quickdumpnow.relay.model.Attempt;
import com.quickdumpnow.relay.model.DocumentSettings;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState;
import com.quickdumpnow.relay.model.NotificationState.AwaitingReceipt;
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
import java.time.Duration;
import java.time.Instant;

/** What a state is called, and what comes after it. */
public final class StateWords {
  private StateWords() {}

  static String name(NotificationState state) {
    return switch (state) {
      case Pending _ -> "due to be sent";
      case Waiting _ -> "waiting";
      case Hold _ -> "held back";
      case Sending _ -> "being sent";
      case Reconciling _ -> "in doubt";
      case AwaitingReceipt _ -> "sent, its receipt awaited";
      case Emailed _ -> "emailed";
      case Exhausted _ -> "not to be reached, a human has to call";
      case Delivered _ -> "delivered";
      case Superseded _ -> "overtaken";
      case Expired _ -> "expired";
      case Suppressed _ -> "suppressed";
    };
  }

  /** What will happen next with that notification, and when. */
  public static String next(Notification notification, DocumentSettings settings, Instant now) {
    String next =
        switch (notification.state()) {
          case Pending _ ->
              "a worker sends it as soon as its trigger comes; one that got lost is"
                  + " made again by the sweeper";
          case Waiting waiting -> "it goes on " + when(waiting.notBefore(), now);
          case Hold _ -> "it goes on once what was claimed before has come to rest, by the sweeper";
          case Sending sending ->
              "a worker has it in hand; not heard of by "
                  + posted(notification, sending)
                  + ", it is looked for at its carrier";
          case Reconciling doubt ->
              "its carrier is asked %s; without a trace the next hop follows"
                  .formatted(when(doubt.notBefore(), now));
          case AwaitingReceipt sent ->
              "if there is no receipt, Twilio is asked %s, and then the"
                      .formatted(when(sent.deadline(), now))
                  + " next hop or email follows";
          case Emailed _ -> "nothing more, unless the email comes back: then staff are told";
          case Exhausted(_, _, var called) ->
              called
                  .map(by -> "nothing more: %s called".formatted(by.by()))
                  .orElse("somebody has to call the customer");
          case Delivered _, Superseded _, Expired _, Suppressed _ -> "nothing more";
        };
    boolean held = settings.isPaused() && !notification.state().isFinished();
    return held ? next + "; but sending is paused, until qdn resume" : next;
  }

  private static Instant posted(Notification notification, Sending sending) {
    return notification
        .attempt(sending.attempt())
        .map(Attempt::claim)
        .map(claim -> claim.at().plus(claim.postWithin()))
        .orElse(sending.since());
  }

  private static String when(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    return left.isNegative()
        ? "now, as it was due at " + at
        : "at %s, in %d s".formatted(at, left.toSeconds());
  }
}
