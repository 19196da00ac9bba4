package com.quickdumpnow.relay.ops.simulation;

import com.quickdumpnow.relay.api.ApiHandler;
import com.quickdumpnow.relay.model.NotificationId;
import com.quickdumpnow.relay.time.Clockwork.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dispatchers change their jobs' states, and repeat a call that gets no answer. Each call is a
 * Lambda that may be killed in it.
 */
final class Dispatchers {
  private static final int JOBS = 4;
  private static final String TOKEN = "qdn_simulation";
  private static final List<List<String>> LIVES =
      List.of(
          List.of("queued", "dispatched", "completed"),
          List.of("queued", "cancelled"),
          List.of("dispatched", "completed"),
          List.of("queued", "dispatched"));
  private static final Pattern REPLY = Pattern.compile("\"statusCode\"\\s*:\\s*(\\d+)");
  private static final Pattern NOTIFICATION = Pattern.compile("n_[a-z2-7]{16}");
  private static final Duration BETWEEN_CALLS = Duration.ofMinutes(5);
  private static final Duration LAMBDA_TIMEOUT = Duration.ofSeconds(29);

  private final World world;
  private final Scheduler scheduler;
  private final Chaos chaos;
  private final Random random;
  private final Story story;
  private final Judge judge;
  private final FakeFifo fifo;
  private final Map<String, String> environment;
  private int busy;
  private int calls;

  Dispatchers(
      World world,
      Scheduler scheduler,
      Chaos chaos,
      Random random,
      Story story,
      Judge judge,
      FakeFifo fifo) {
    this.world = world;
    this.scheduler = scheduler;
    this.chaos = chaos;
    this.random = random;
    this.story = story;
    this.judge = judge;
    this.fifo = fifo;
    this.environment = Environment.of(TOKEN);
  }

  void start(SimulatedProcess outside) {
    for (int job = 1; job <= JOBS; job++) {
      String jobId = "job-" + job;
      List<String> life = LIVES.get(random.nextInt(LIVES.size()));
      String customer = customer(job);
      busy++;
      outside.run(() -> live(jobId, life, customer));
    }
  }

  boolean areDone() {
    return busy == 0;
  }

  /** Two jobs may share a customer; some have no email, some no phone. */
  private String customer(int job) {
    String phone = "\"phone\":\"+1619555010" + (random.nextInt(4) == 0 ? 0 : job) + "\"";
    String email = "\"email\":\"customer" + job + "@example.com\"";
    String reach =
        switch (random.nextInt(6)) {
          case 0, 1 -> email;
          case 2 -> phone;
          default -> phone + "," + email;
        };
    return "{\"name\":\"Customer " + job + "\"," + reach + "}";
  }

  private void live(String jobId, List<String> life, String customer) {
    for (int i = 0; i < life.size(); i++) {
      scheduler.pause(BETWEEN_CALLS);
      String body =
          "{\"status\":\"" + life.get(i) + "\"" + (i == 0 ? ",\"customer\":" + customer : "") + "}";
      insist(jobId, body, jobId + "-" + i);
    }
    busy--;
  }

  private void insist(String jobId, String body, String key) {
    for (int attempt = 0; ; attempt++) {
      Optional<String> reply = call(jobId, body, key);
      int status = reply.map(Dispatchers::status).orElse(0);
      story.tell("dispatcher", body + " of " + jobId + " answered with " + status);
      if (status == 202) {
        Matcher id = NOTIFICATION.matcher(reply.orElseThrow());
        if (!id.find()) {
          throw new Violation("202 without a notification id");
        }
        judge.promised(new NotificationId(id.group()));
      }
      if (status >= 200 && status < 300) {
        return;
      }
      if (status >= 400 && status < 500 && status != 409) {
        throw new Violation("the API refuses a good request: " + reply);
      }
      if (attempt > 200) {
        throw new Violation("the API never accepts a good request: " + reply);
      }
      scheduler.pause(Duration.ofSeconds(20));
    }
  }

  private static int status(String reply) {
    Matcher status = REPLY.matcher(reply);
    return status.find() ? Integer.parseInt(status.group(1)) : 0;
  }

  /** Empty when the Lambda died or took too long. */
  private Optional<String> call(String jobId, String body, String key) {
    SimulatedProcess lambda = world.process("api-" + ++calls);
    Call call = new Call(scheduler);
    lambda.run(
        () -> {
          call.reply = Optional.of(invoke(jobId, body, key));
          call.ended.set();
        });
    if (chaos.chance(0.15)) {
      world
          .outside()
          .run(
              () -> {
                scheduler.pause(Duration.ofSeconds(1));
                lambda.kill();
              });
    }
    world.outside().run(call::timeOut);
    call.await();
    lambda.kill();
    return call.reply;
  }

  /** Whichever comes first: the answer, or the time limit. */
  private static final class Call {
    final Scheduler scheduler;
    final Signal ended;
    Optional<String> reply = Optional.empty();

    Call(Scheduler scheduler) {
      this.scheduler = scheduler;
      this.ended = scheduler.signal();
    }

    void timeOut() {
      scheduler.pauseUntil(scheduler.instant().plus(LAMBDA_TIMEOUT));
      ended.set();
    }

    void await() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String invoke(String jobId, String body, String key) {
    ApiHandler api =
        ApiHandler.over(
            environment, world.store(), fifo, scheduler, () -> NotificationId.random(random));
    String event =
        """
        {"version":"2.0","routeKey":"POST /jobs/{jobId}/status","rawPath":"/jobs/%1$s/status","rawQueryString":"",
         "headers":{"authorization":"Bearer %2$s","content-type":"application/json","idempotency-key":"%3$s"},
         "requestContext":{"http":{"method":"POST","path":"/jobs/%1$s/status","sourceIp":"127.0.0.1"},
           "timeEpoch":%4$d,"requestId":"r"},
         "pathParameters":{"jobId":"%1$s"},"body":"%5$s","isBase64Encoded":false}
        """
            .formatted(
                jobId, TOKEN, key, scheduler.instant().toEpochMilli(), body.replace("\"", "\\\""));
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    try {
      api.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          reply,
          SimulatedContext.INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reply.toString(StandardCharsets.UTF_8);
  }
}
