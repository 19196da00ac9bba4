package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.model.JobId;
import com.quickdumpnow.relay.ops.simulation.Gateway.Reply;
import com.quickdumpnow.relay.ops.simulation.Gateway.Request;
import com.quickdumpnow.relay.worker.relay.TextCarrier.Text;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What customers do with a text: most read it, some open its link, some write back. */
final class Customers {
  private static final Pattern TOKEN = Pattern.compile("[?&]j=([^\\s&]+)");
  private static final Pattern PHONE = Pattern.compile("\\+1619555\\d+");
  private static final Duration SOON = Duration.ofMinutes(2);

  private final SimulatedProcess world;
  private final Gateway api;
  private final Gateway webhook;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Judge judge;
  private int words;

  Customers(
      SimulatedProcess world,
      Gateway api,
      Gateway webhook,
      Scheduler scheduler,
      Chaos chaos,
      Judge judge) {
    this.world = world;
    this.api = api;
    this.webhook = webhook;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.judge = judge;
  }

  /** A text is on somebody's handset. */
  void got(Text text, FakeTwilio twilio) {
    if (text.jobId().equals(JobId.STAFF)) {
      return;
    }
    if (chaos.chance(0.2) && Dispatchers.began(text.jobId())) {
      world.run(() -> follow(text));
    }
    if (chaos.chance(0.06)) {
      world.run(() -> changeMind(text, twilio));
    }
  }

  /** The link shows its own job, and nobody's number. */
  private void follow(Text text) {
    scheduler.pause(SOON);
    Matcher token = TOKEN.matcher(text.body());
    if (!token.find()) {
      throw new Violation("a text without a link");
    }
    String path = "/jobs/" + token.group(1) + "/messages";
    Optional<Reply> reply = api.call(new Request("GET", path, "", Map.of(), ""));
    if (reply.isEmpty() || reply.get().status() >= 500) {
      return;
    }
    boolean own = reply.get().isSuccess() && reply.get().body().contains(text.jobId().value());
    Judge.check(own || judge.wasRestored(), "a link does not open its job: " + reply.get());
    for (int job = 1; job <= Dispatchers.JOBS; job++) {
      String other = "job-" + job;
      Judge.check(
          other.equals(text.jobId().value()) || !reply.get().body().contains("\"" + other + "\""),
          "a link shows another job");
    }
    Judge.check(!PHONE.matcher(reply.get().body()).find(), "a link shows a phone number");
  }

  private void changeMind(Text text, FakeTwilio twilio) {
    scheduler.pause(SOON);
    write(text, "STOP");
    twilio.optOut(text.to(), true);
    if (chaos.chance(0.5)) {
      scheduler.pause(SOON);
      write(text, "START");
      twilio.optOut(text.to(), false);
    }
  }

  private void write(Text text, String body) {
    Map<String, String> form =
        Map.of(
            "MessageSid", String.format("SM7%031d", ++words),
            "AccountSid", text.route().account(),
            "From", text.to().value(),
            "To", text.route().sender(),
            "Body", body);
    Request request = SignedForm.post("/inbound", "", form, Environment.TWILIO_TOKEN);
    for (int call = 0; call < 5; call++) {
      Optional<Reply> reply = webhook.call(request);
      if (reply.filter(Reply::isSuccess).isPresent()) {
        return;
      }
      scheduler.pause(Duration.ofSeconds(3));
    }
  }
}
