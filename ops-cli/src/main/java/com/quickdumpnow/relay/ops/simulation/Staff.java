package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.Notification;
import com.quickdumpnow.relay.model.NotificationState.Exhausted;
import com.quickdumpnow.relay.model.PhoneNumber;
import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Staff at work: they pause and resume, send again, say whom they called, lift suppressions. */
final class Staff {
  private static final Duration BETWEEN = Duration.ofMinutes(6);
  private static final String WHO = "staff";

  private final StaffApi api;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final Judge judge;
  private int keys;
  private boolean busy = true;

  Staff(StaffApi api, Scheduler scheduler, Chaos chaos, Random random, Judge judge) {
    this.api = api;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
    this.judge = judge;
  }

  void run() {
    while (!chaos.isOver()) {
      scheduler.pause(BETWEEN);
      switch (random.nextInt(6)) {
        case 0 -> pause();
        case 1, 2 -> sendAgain();
        case 3 -> called();
        case 4 -> lift();
        default -> {}
      }
    }
    busy = false;
  }

  boolean isDone() {
    return !busy;
  }

  private void pause() {
    sending("{\"paused\":true,\"reason\":\"storm\"}");
    scheduler.pause(BETWEEN);
    sending("{\"paused\":false,\"reason\":\"over\"}");
  }

  private void sending(String body) {
    var _ = api.insist(WHO, "PUT", "/sending", body, key(), _ -> false);
  }

  private void sendAgain() {
    Optional<Notification> one = any(false);
    if (one.isEmpty()) {
      return;
    }
    String path = path(one.get(), "resend");
    Optional<Reply> reply =
        api.insist(WHO, "POST", path, "", key(), refusal -> refusal.status() != 400);
    reply
        .filter(answer -> answer.status() == 202)
        .flatMap(StaffApi::notification)
        .ifPresent(id -> judge.promised(one.get().jobId(), id));
  }

  private void called() {
    any(true)
        .ifPresent(
            one -> {
              var _ =
                  api.insist(
                      WHO,
                      "POST",
                      path(one, "called"),
                      "",
                      key(),
                      refusal -> refusal.status() == 404 || refusal.status() == 409);
            });
  }

  private void lift() {
    List<PhoneNumber> phones = List.copyOf(judge.document().recipients().keySet());
    if (!phones.isEmpty()) {
      String phone = phones.get(random.nextInt(phones.size())).value();
      String path = "/suppressions/" + phone.replace("+", "%2B");
      var _ = api.insist(WHO, "DELETE", path, "", key(), refusal -> refusal.status() == 404);
    }
  }

  private Optional<Notification> any(boolean exhausted) {
    List<Notification> some =
        judge.document().jobs().values().stream()
            .flatMap(history -> history.notifications().stream())
            .filter(one -> one.state() instanceof Exhausted == exhausted)
            .toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  private static String path(Notification notification, String verb) {
    return "/jobs/" + notification.jobId() + "/notifications/" + notification.id() + "/" + verb;
  }

  private String key() {
    return "staff-" + ++keys;
  }
}
