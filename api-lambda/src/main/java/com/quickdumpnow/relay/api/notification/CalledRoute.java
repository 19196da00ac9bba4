package com.quickdumpnow.relay.api.notification;

import com.quickdumpnow.relay.api.http.Json;
import com.quickdumpnow.relay.api.http.ProblemType;
import com.quickdumpnow.relay.api.http.Replies;
import com.quickdumpnow.relay.api.http.Route.Call;
import com.quickdumpnow.relay.api.http.Staff;
import com.quickdumpnow.relay.lambda.HttpReply;
import com.quickdumpnow.relay.lambda.Problem;
import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Called;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.store.Changed;
import com.quickdumpnow.relay.store.JobScope;
import com.quickdumpnow.relay.store.MaintenanceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code POST /jobs/{jobId}/notifications/{notificationId}/called}: a human told the customer what
 * the relay could not. The first who says so is kept.
 */
public final class CalledRoute {
  private final MaintenanceStore store;
  private final InstantSource clock;

  public CalledRoute(MaintenanceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private sealed interface Result {}

  private record Noted(Called called) implements Result {}

  private record NotExhausted() implements Result {}

  private record NoSuch() implements Result {}

  public HttpReply handle(Call<Staff> call) {
    Optional<Target> target = Target.of(call);
    if (target.isEmpty()) {
      return Target.unknown();
    }
    Called called = new Called(call.caller().name(), clock.instant());
    Result result =
        store.changeJob(target.get().jobId(), scope -> note(scope, target.get(), called));
    return switch (result) {
      case Noted(Called(String by, Instant at)) ->
          Replies.json(
              200,
              Json.object()
                  .put("jobId", target.get().jobId().value())
                  .put("notificationId", target.get().id().value())
                  .put("calledBy", by)
                  .put("calledAt", at.toString()));
      case NotExhausted() ->
          Problem.of(
                  ProblemType.NOT_EXHAUSTED,
                  "Only a notification that reached nobody is settled by a call.")
              .reply();
      case NoSuch() -> Target.unknown();
    };
  }

  private static Changed<Result> note(JobScope scope, Target target, Called called) {
    Optional<Notification> notification = target.in(scope.history());
    if (notification.isEmpty()) {
      return new Changed<>(scope.history(), new NoSuch());
    }
    if (!(notification.get().state() instanceof Exhausted exhausted)) {
      return new Changed<>(scope.history(), new NotExhausted());
    }
    Exhausted settled = exhausted.called(called);
    return new Changed<>(
        scope.history().with(notification.get().with(settled)),
        new Noted(settled.called().orElseThrow()));
  }
}
