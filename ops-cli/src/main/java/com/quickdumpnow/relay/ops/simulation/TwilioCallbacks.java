package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.Receipt;
import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import com.quickdumpnow.relay.ops.simulation.Gateway.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Twilio telling our webhook of a message, and again when it gets no good answer. */
final class TwilioCallbacks {
  private static final int MOST_CALLS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Gateway webhook;
  private final Scheduler scheduler;
  private final Judge judge;

  TwilioCallbacks(Gateway webhook, Scheduler scheduler, Judge judge) {
    this.webhook = webhook;
    this.scheduler = scheduler;
    this.judge = judge;
  }

  void tell(FakeTwilio.Callback callback) {
    Request request = request(callback);
    for (int call = 0; call < MOST_CALLS; call++) {
      Optional<Reply> reply = webhook.call(request);
      if (reply.filter(Reply::isSuccess).isPresent()) {
        judge.acknowledged(receipt(callback));
        return;
      }
      Judge.check(reply.isEmpty() || reply.get().status() >= 500, "Twilio is refused: " + reply);
      scheduler.pause(PAUSE);
    }
  }

  private static Request request(FakeTwilio.Callback callback) {
    Map<String, String> form = new HashMap<>();
    form.put("MessageSid", callback.messageId().value());
    form.put("MessageStatus", callback.status().wireName());
    form.put("AccountSid", callback.text().route().account());
    form.put("To", callback.text().to().value());
    callback.code().ifPresent(code -> form.put("ErrorCode", Integer.toString(code)));
    return SignedForm.post(
        "/jobs/" + callback.text().jobId() + "/messages",
        "nid=" + callback.text().notificationId() + "&attempt=" + callback.text().attempt(),
        form,
        Environment.TWILIO_TOKEN);
  }

  private Receipt receipt(FakeTwilio.Callback callback) {
    return new Receipt(
        callback.text().jobId(),
        Optional.of(callback.text().notificationId()),
        Optional.of(callback.text().attempt()),
        callback.messageId(),
        callback.status(),
        callback.code(),
        scheduler.instant());
  }
}
